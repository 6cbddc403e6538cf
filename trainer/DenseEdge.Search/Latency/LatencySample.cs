using DenseEdge.Contracts;

namespace DenseEdge.Search.Latency;

/// <summary>A whole network that was measured on the device.</summary>
/// <param name="Genotype">Its genotype.</param>
/// <param name="Microseconds">Its latency in microseconds, above 0.</param>
/// <param name="VarianceMicroseconds">Variance of that number, in square microseconds, above 0: noisy samples count less.</param>
public sealed record LatencySample(Genotype Genotype, double Microseconds, double VarianceMicroseconds);
