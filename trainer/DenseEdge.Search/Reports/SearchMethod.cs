using DenseEdge.Search.Fronts;

namespace DenseEdge.Search.Reports;

/// <summary>A way to search, with what it found.</summary>
/// <param name="Name">What it is, such as "random search".</param>
/// <param name="Runs">The front that it found with each seed, at least one. All methods' points must be priced and valued
/// the same way.</param>
public sealed record SearchMethod(string Name, IReadOnlyList<(int Seed, Front Front)> Runs)
{
    /// <summary>What it cost, in words; null if nobody said.</summary>
    public string? Cost { get; init; }
}
