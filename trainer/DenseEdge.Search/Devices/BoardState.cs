namespace DenseEdge.Search.Devices;

/// <summary>What a board's sensors say at one moment; null where it has none that this user may read.</summary>
/// <param name="ThrottleEvents">How often the board throttled since it was switched on, over all of its counters.</param>
/// <param name="ClockHz">The fastest clock of each kind of unit, such as processor and GPU, by name.</param>
/// <param name="HottestCelsius">The highest temperature.</param>
/// <param name="TotalWatts">Power of the whole module.</param>
public sealed record BoardState(
    long? ThrottleEvents, IReadOnlyDictionary<string, double> ClockHz, double? HottestCelsius, double? TotalWatts)
{
    // Boost clocks move by some percent from one moment to the next.
    private const double LeastClockShare = 0.9;

    /// <summary>The state of a board without sensors.</summary>
    public static BoardState Unknown { get; } = new(null, new Dictionary<string, double>(), null, null);

    /// <summary>Whether the board throttled since an earlier moment, when it was warm and under the same load: a counter rose,
    /// or a clock fell by more than a tenth.</summary>
    /// <param name="earlier">The earlier moment.</param>
    public bool IsThrottledSince(BoardState earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return ThrottleEvents > earlier.ThrottleEvents
            || ClockHz.Any(clock => earlier.ClockHz.TryGetValue(clock.Key, out double before)
                && clock.Value < LeastClockShare * before);
    }
}
