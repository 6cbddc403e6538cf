using DenseEdge.Contracts;

namespace DenseEdge.Search.Fronts;

/// <summary>A genotype that no other one beats: whoever is faster is worth less.</summary>
/// <param name="Genotype">The genotype.</param>
/// <param name="LatencyMicroseconds">What it costs, as the model says.</param>
/// <param name="Utility">What it is worth.</param>
public sealed record FrontPoint(Genotype Genotype, long LatencyMicroseconds, double Utility);
