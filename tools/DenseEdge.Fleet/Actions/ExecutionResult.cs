namespace DenseEdge.Fleet.Actions;

/// <summary>DDI's status.result.finished.</summary>
public enum ExecutionResult
{
    /// <summary>Not finished.</summary>
    None,

    /// <summary>It worked.</summary>
    Success,

    /// <summary>It didn't.</summary>
    Failure,
}
