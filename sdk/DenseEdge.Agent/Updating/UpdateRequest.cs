namespace DenseEdge.Agent.Updating;

/// <summary>Why the machine runs, and what it may therefore do.</summary>
public sealed record UpdateRequest
{
    /// <summary>A poll: nothing that the operator forbade.</summary>
    public static UpdateRequest Poll { get; } = new();

    /// <summary>A poll that an operator wants now: also of a bundle that came wrong before, without waiting.</summary>
    public static UpdateRequest PollNow { get; } = new() { IsUnhurried = false };

    /// <summary>An operator who names a bundle: also while updates are paused, and in place of an update that is under
    /// way.</summary>
    public static UpdateRequest Operator { get; } = new() { IsExplicit = true };

    /// <summary>Whether polls are skipped after a bundle came wrong.</summary>
    /// <value>True by default.</value>
    public bool IsUnhurried { get; init; } = true;

    /// <summary>Whether an operator asked for this very bundle.</summary>
    /// <value>False by default.</value>
    public bool IsExplicit { get; init; }

    /// <summary>Whether a release counter below the installed one is accepted.</summary>
    /// <value>False by default.</value>
    public bool AllowDowngrade { get; init; }

    /// <summary>Whether a bundle that is pinned as bad may be tried again.</summary>
    /// <value>False by default.</value>
    public bool RetryBad { get; init; }

    /// <summary>Whether to stop before anything is written.</summary>
    /// <value>False by default.</value>
    public bool IsDryRun { get; init; }
}
