namespace DenseEdge.LocalAttentionBench;

/// <summary>What one pass took.</summary>
/// <param name="ElapsedMs">Time by the clock, in milliseconds.</param>
/// <param name="CpuMs">
/// Time on processors, in milliseconds: on a busy machine closer to what the pass takes on a free one; with several threads
/// their sum.
/// </param>
internal readonly record struct PassTime(double ElapsedMs, double CpuMs);
