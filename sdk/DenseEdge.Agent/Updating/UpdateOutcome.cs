namespace DenseEdge.Agent.Updating;

/// <summary>How one run of the update machine ended.</summary>
public enum UpdateOutcome
{
    /// <summary>The newest model is the active one already.</summary>
    Current,

    /// <summary>The candidate is the active model now.</summary>
    Committed,

    /// <summary>The candidate failed, or the operator wanted it so: the model from before is the active one.</summary>
    RolledBack,

    /// <summary>What is offered may not be installed here: signature, release counter, compatibility, pinned as bad, no
    /// space.</summary>
    Refused,

    /// <summary>An app is busy: later.</summary>
    Deferred,

    /// <summary>Updates are paused by the operator.</summary>
    Paused,

    /// <summary>The active model is in its health window: later.</summary>
    Watching,

    /// <summary>The network or the disk failed: again at the next poll.</summary>
    Failed,

    /// <summary>A dry run found nothing that stands in the way.</summary>
    Acceptable,
}
