namespace DenseEdge.FleetBench;

/// <summary>What requests of one kind took, in milliseconds from when they were due.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="P50Ms">Half took at most this.</param>
/// <param name="P90Ms">90 % took at most this.</param>
/// <param name="P99Ms">99 % took at most this.</param>
/// <param name="MaxMs">The slowest.</param>
internal sealed record LatencySummary(int Count, double P50Ms, double P90Ms, double P99Ms, double MaxMs);
