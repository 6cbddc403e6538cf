namespace DenseEdge.Search.Reports;

/// <summary>What a search reached with one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Hypervolume">Area between its front and the reference, in milliseconds × utility, at least 0.</param>
public sealed record SeedHypervolume(int Seed, double Hypervolume);
