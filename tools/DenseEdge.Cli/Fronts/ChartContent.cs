using DenseEdge.Search.Reports;

namespace DenseEdge.Cli.Fronts;

/// <summary>What a drawing of accuracy against latency shows.</summary>
internal sealed record ChartContent
{
    /// <summary>What the drawing shows, for readers that don't see it.</summary>
    public required string Title { get; init; }

    /// <summary>What the vertical axis is.</summary>
    public required string ValueTitle { get; init; }

    /// <summary>Whether more is better; if not, the axis runs downwards, so that better is always up.</summary>
    public bool HigherIsBetter { get; init; } = true;

    /// <summary>The networks.</summary>
    public required IReadOnlyList<ChartMark> Marks { get; init; }

    /// <summary>Fronts as lines, the own one first.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<CurvePoint> Points)> Curves { get; init; } = [];

    /// <summary>The budgets.</summary>
    public required IReadOnlyList<BudgetAnswer> Budgets { get; init; }
}
