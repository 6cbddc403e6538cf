namespace DenseEdge.Search.Reports;

/// <summary>What the search answers to one budget.</summary>
public sealed record BudgetAnswer
{
    /// <summary>The budget in milliseconds, above 0.</summary>
    public required double BudgetMs { get; init; }

    /// <summary>How far the answer is.</summary>
    public required BudgetState State { get; init; }

    /// <summary>Index of the chosen network in <see cref="FrontReport.Points"/>; null unless the budget is met.</summary>
    public int? Chosen { get; init; }

    /// <summary>Index of the fastest network in <see cref="FrontReport.Points"/>, the answer to a budget that nothing meets; null
    /// as long as it isn't known.</summary>
    public int? Fastest { get; init; }

    /// <summary>How many networks were built and measured for this budget.</summary>
    public int Builds { get; init; }
}
