namespace DenseEdge.Search.Reports;

/// <summary>How far the answer to a budget is.</summary>
public enum BudgetState
{
    /// <summary>Nothing was measured for it yet.</summary>
    Pending,

    /// <summary>A network was chosen whose measured upper bound is at or below the budget.</summary>
    Met,

    /// <summary>Even the fastest network is slower.</summary>
    Unmeetable,
}
