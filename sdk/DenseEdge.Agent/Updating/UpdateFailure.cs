namespace DenseEdge.Agent.Updating;

/// <summary>Whose fault a failed step is; it decides what happens next.</summary>
public enum UpdateFailure
{
    /// <summary>The source can't be reached, or broke off: tried again at the next poll, never a reason to return to another
    /// model.</summary>
    Network,

    /// <summary>The offer may not be installed here.</summary>
    Refused,

    /// <summary>The disk is full, read-only or broken: tried again at the next poll.</summary>
    Storage,

    /// <summary>The model can't be run or failed its trial: pinned as bad.</summary>
    Model,
}
