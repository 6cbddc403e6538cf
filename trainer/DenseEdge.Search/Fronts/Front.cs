namespace DenseEdge.Search.Fronts;

/// <summary>The genotypes that no other one beats, from the fastest to the best.</summary>
public sealed class Front
{
    /// <param name="points">Ordered by latency; each costs more and is worth more than the one before.</param>
    internal Front(IReadOnlyList<FrontPoint> points) => Points = points;

    /// <summary>Keeps what no other point beats.</summary>
    /// <param name="points">Points in any order, at least one.</param>
    /// <returns>Of points with equal cost and worth it holds the first.</returns>
    /// <exception cref="ArgumentException">There is no point.</exception>
    public static Front Of(IEnumerable<FrontPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        List<FrontPoint> kept = [];
        foreach (FrontPoint point in points.OrderBy(point => point.LatencyMicroseconds).ThenByDescending(point => point.Utility))
        {
            if (kept.Count == 0 || point.Utility > kept[^1].Utility)
            {
                kept.Add(point);
            }
        }

        return kept.Count > 0
            ? new Front(kept)
            : throw new ArgumentException("Expected at least one point, got none.", nameof(points));
    }

    /// <summary>The points; each costs more and is worth more than the one before. Never empty.</summary>
    public IReadOnlyList<FrontPoint> Points { get; }

    /// <summary>The fastest point: the answer to a budget that nothing meets.</summary>
    public FrontPoint Fastest => Points[0];

    /// <summary>Finds the best point under a budget.</summary>
    /// <param name="budgetMicroseconds">The budget, above 0.</param>
    /// <returns>Null if even <see cref="Fastest"/> costs more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not above 0.</exception>
    public FrontPoint? Best(long budgetMicroseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(budgetMicroseconds, 1);
        return Points.LastOrDefault(point => point.LatencyMicroseconds <= budgetMicroseconds);
    }

    /// <summary>The area between the front and a reference point that is slower and worth less: the larger, the better the
    /// front.</summary>
    /// <param name="slowestMicroseconds">The reference's latency; slower points don't count.</param>
    /// <param name="leastUtility">The reference's utility; points that are worth less don't count.</param>
    /// <returns>Microseconds × utility, at least 0.</returns>
    public double Hypervolume(long slowestMicroseconds, double leastUtility)
    {
        double volume = 0;
        double reached = leastUtility;
        foreach (FrontPoint point in Points)
        {
            if (point.LatencyMicroseconds <= slowestMicroseconds && point.Utility > reached)
            {
                volume += (slowestMicroseconds - point.LatencyMicroseconds) * (point.Utility - reached);
                reached = point.Utility;
            }
        }

        return volume;
    }
}
