using DenseEdge.Contracts;

namespace DenseEdge.Search.Verification;

/// <summary>A network that could be built.</summary>
/// <param name="Genotype">Its genotype.</param>
/// <param name="Utility">What it is worth.</param>
internal readonly record struct Candidate(Genotype Genotype, double Utility);
