namespace DenseEdge.Fleet.Actions;

/// <summary>A device's feedback to an action.</summary>
public sealed record NewReport
{
    /// <summary>What it does.</summary>
    public required Execution Execution { get; init; }

    /// <summary>How it ended.</summary>
    /// <value>None.</value>
    public ExecutionResult Result { get; init; }

    /// <summary>A number of its own for people; null if none.</summary>
    public int? Code { get; init; }

    /// <summary>How far it is; null if it didn't say.</summary>
    public ActionProgress? Progress { get; init; }

    /// <summary>Lines for people; cut at the store's limits.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}
