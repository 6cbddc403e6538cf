namespace DenseEdge.Search.Verification;

/// <summary>What a network takes on the device.</summary>
/// <param name="MedianMicroseconds">The median in microseconds, above 0.</param>
/// <param name="BoundMicroseconds">The upper confidence bound of the median in microseconds: what a budget is compared with.</param>
public readonly record struct MeasuredLatency(double MedianMicroseconds, double BoundMicroseconds);
