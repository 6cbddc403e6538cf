namespace DenseEdge.Search.Reports;

/// <summary>A network of one of several studies.</summary>
/// <param name="Study">Place of its study in the list.</param>
/// <param name="Index">Its place in that study's report.</param>
/// <param name="Point">The network.</param>
/// <param name="Utility">Δm of its expected metrics against the common baseline, in percent.</param>
/// <param name="DeltaM">Δm of its metrics after fine-tuning against the common baseline's, in percent; null if it wasn't
/// trained.</param>
public sealed record UnionPoint(int Study, int Index, ReportPoint Point, double Utility, double? DeltaM)
{
    /// <summary>The latency that it is sorted by: measured if it was, else predicted; in milliseconds.</summary>
    public double LatencyMs => Point.Measured?.P50Ms ?? Point.PredictedMs;
}
