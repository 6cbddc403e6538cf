namespace DenseEdge.Cli.Running;

/// <summary>What a command tells the shell besides 0 (done) and 1 (failed).</summary>
internal static class ExitCodes
{
    /// <summary>Done as asked.</summary>
    public const int Done = 0;

    /// <summary>A model was written, but in a finer precision than asked: nothing coarser was within the accuracy budget, or
    /// it was not faster.</summary>
    public const int FinerPrecision = 3;

    /// <summary>A search is done, but nothing meets one of its budgets: the answer to it is the fastest network.</summary>
    public const int UnmetBudget = 3;

    /// <summary>A rollout that was watched paused or was aborted.</summary>
    public const int RolloutStopped = 3;
}
