namespace DenseEdge.Search.Reports;

/// <summary>The corner that hypervolumes are measured from. Fronts can only be compared from the same corner.</summary>
/// <param name="SlowestMs">Latency in milliseconds; slower networks don't count.</param>
/// <param name="LeastUtility">Utility; networks that are worth less don't count.</param>
public sealed record HypervolumeReference(double SlowestMs, double LeastUtility);
