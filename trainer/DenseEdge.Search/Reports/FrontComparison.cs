namespace DenseEdge.Search.Reports;

/// <summary>One way to search, and what it reached with each seed.</summary>
/// <param name="Name">What it is, such as "random search".</param>
/// <param name="Seeds">A result per seed, at least one.</param>
public sealed record FrontComparison(string Name, IReadOnlyList<SeedHypervolume> Seeds)
{
    /// <summary>What it cost, in words, such as "20 000 evaluations" or "6 min"; null if nobody said.</summary>
    public string? Cost { get; init; }

    /// <summary>The front that it found with the first seed, by prediction, for a drawing; empty if the writer leaves it
    /// out.</summary>
    public IReadOnlyList<CurvePoint> Curve { get; init; } = [];
}
