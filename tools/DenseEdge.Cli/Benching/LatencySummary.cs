namespace DenseEdge.Cli.Benching;

/// <summary>What a series of latencies says, in milliseconds.</summary>
/// <param name="Count">Number of latencies.</param>
/// <param name="MeanMs">Their mean.</param>
/// <param name="P50Ms">The median.</param>
/// <param name="P90Ms">Nine of ten are not longer.</param>
/// <param name="P99Ms">99 of 100 are not longer.</param>
/// <param name="MinMs">The shortest.</param>
/// <param name="MaxMs">The longest.</param>
/// <param name="JitterMs">Mean of the absolute differences of consecutive latencies, as RFC 3550, section 6.4.1, has it, without
/// its smoothing.</param>
internal sealed record LatencySummary(
    int Count, double MeanMs, double P50Ms, double P90Ms, double P99Ms, double MinMs, double MaxMs, double JitterMs)
{
    /// <summary>Summarises latencies.</summary>
    /// <param name="latenciesMs">In the order of the frames.</param>
    /// <returns>The summary, or null of no latencies.</returns>
    public static LatencySummary? Of(ReadOnlySpan<double> latenciesMs)
    {
        if (latenciesMs.IsEmpty)
        {
            return null;
        }

        double differences = 0, sum = 0;
        for (int i = 0; i < latenciesMs.Length; i++)
        {
            sum += latenciesMs[i];
            differences += i == 0 ? 0 : Math.Abs(latenciesMs[i] - latenciesMs[i - 1]);
        }

        double[] sorted = latenciesMs.ToArray();
        Array.Sort(sorted);
        return new LatencySummary(
            sorted.Length, sum / sorted.Length, Percentile(sorted, 50), Percentile(sorted, 90), Percentile(sorted, 99), sorted[0],
            sorted[^1], differences / Math.Max(1, sorted.Length - 1));
    }

    /// <summary>Finds a percentile by nearest rank.</summary>
    /// <param name="sorted">At least one number, in ascending order.</param>
    /// <param name="percent">From 0 to 100.</param>
    public static double Percentile(ReadOnlySpan<double> sorted, double percent)
        => sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Length) - 1, 0, sorted.Length - 1)];
}
