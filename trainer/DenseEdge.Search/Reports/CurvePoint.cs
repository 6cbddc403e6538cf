namespace DenseEdge.Search.Reports;

/// <summary>A corner of a front in a drawing.</summary>
/// <param name="LatencyMs">Predicted latency in milliseconds.</param>
/// <param name="Utility">Utility.</param>
public sealed record CurvePoint(double LatencyMs, double Utility);
