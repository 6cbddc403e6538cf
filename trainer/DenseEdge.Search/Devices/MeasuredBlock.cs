namespace DenseEdge.Search.Devices;

/// <summary>Some runs of a network between two groups of runs of the reference, in milliseconds.</summary>
/// <param name="Before">Runs of the reference before; at least one.</param>
/// <param name="Runs">Runs of the network; at least one.</param>
/// <param name="After">Runs of the reference after; at least one.</param>
public sealed record MeasuredBlock(IReadOnlyList<double> Before, IReadOnlyList<double> Runs, IReadOnlyList<double> After)
{
    /// <summary>The reference's time during the runs: the mean of both sides' medians, exact while it drifts evenly.</summary>
    public double ReferenceMs => (OrderStatistics.Median(Before) + OrderStatistics.Median(After)) / 2;

    /// <summary>The network's median over the reference's time.</summary>
    public double Ratio => OrderStatistics.Median(Runs) / ReferenceMs;

    /// <summary>How much the reference changed from before to after, as a share of before.</summary>
    public double Drift => Math.Abs((OrderStatistics.Median(After) / OrderStatistics.Median(Before)) - 1);
}
