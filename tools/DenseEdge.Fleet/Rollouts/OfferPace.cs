namespace DenseEdge.Fleet.Rollouts;

/// <summary>How many devices may be offered the version now.</summary>
/// <remarks>
/// The generic cell rate algorithm: offers are due one after the other, 60 s / rate apart, and all that are due by now are
/// made. A
/// node that comes late makes up for at most two seconds, so that no burst follows a break.
/// </remarks>
internal static class OfferPace
{
    /// <summary>Most offers of one step, whatever the rate: a transaction shouldn't hold its locks for long.</summary>
    public const int MostPerStep = 10_000;

    private const double MostBehindMs = 2000;

    /// <param name="rate">The rate; null for at once.</param>
    /// <param name="succeeded">Devices that succeeded up to now, by which the rate grows.</param>
    /// <param name="nextMs">When the next offer is due; null if none was made yet.</param>
    /// <param name="nowMs">The moment now.</param>
    /// <param name="waiting">Devices that wait for an offer.</param>
    /// <returns>How many to offer, and when the one after them is due.</returns>
    public static (int Offers, double NextMs) Due(RolloutRate? rate, long succeeded, double? nextMs, long nowMs, long waiting)
    {
        int most = (int)Math.Min(waiting, MostPerStep);
        if (rate is null)
        {
            return (most, nowMs);
        }

        double apartMs = 60_000 / PerMinute(rate, succeeded);
        double dueMs = Math.Max(nextMs ?? nowMs, nowMs - MostBehindMs);
        int offers = dueMs > nowMs ? 0 : (int)Math.Min(most, Math.Floor((nowMs - dueMs) / apartMs) + 1);
        return (offers, dueMs + (offers * apartMs));
    }

    /// <summary>rate = min(most, perMinute · growthFactor^⌊succeeded / growthEvery⌋).</summary>
    public static double PerMinute(RolloutRate rate, long succeeded)
    {
        double grown = rate.PerMinute * Math.Pow(rate.GrowthFactor, Math.Floor((double)succeeded / rate.GrowthEvery));
        return Math.Min(grown, rate.MostPerMinute ?? 60_000_000);
    }
}
