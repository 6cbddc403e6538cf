namespace DenseEdge.Search.Reports;

/// <summary>A network to compare with.</summary>
/// <param name="Name">What it is, such as "no context" or "paper mode".</param>
/// <param name="Point">The network.</param>
public sealed record NamedPoint(string Name, ReportPoint Point);
