using DenseEdge.Contracts;

namespace DenseEdge.Search.Verification;

/// <summary>A network that was built and measured.</summary>
/// <param name="Genotype">Its genotype.</param>
/// <param name="Utility">What it is worth.</param>
/// <param name="PredictedMicroseconds">What was predicted before it was measured, in microseconds.</param>
/// <param name="Latency">What it takes.</param>
public sealed record VerifiedNetwork(Genotype Genotype, double Utility, double PredictedMicroseconds, MeasuredLatency Latency);
