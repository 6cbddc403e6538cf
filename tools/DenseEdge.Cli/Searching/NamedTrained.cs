using DenseEdge.Contracts;

namespace DenseEdge.Cli.Searching;

/// <summary>A trained network that something else than this search chose.</summary>
/// <param name="Name">What it is, such as "paper mode".</param>
/// <param name="Genotype">The network.</param>
/// <param name="Trained">What became of it.</param>
internal sealed record NamedTrained(string Name, Genotype Genotype, TrainedPoint Trained);
