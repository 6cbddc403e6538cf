namespace DenseEdge.Fleet.Rollouts;

/// <summary>Where a group of a rollout is.</summary>
public enum GroupState
{
    /// <summary>Its turn hasn't come.</summary>
    Waiting,

    /// <summary>Its devices are being updated.</summary>
    Running,

    /// <summary>The success threshold is reached; the soak time runs.</summary>
    Soaking,

    /// <summary>The next group may run; stragglers still count.</summary>
    Finished,

    /// <summary>The error threshold was reached, or the rollout was aborted.</summary>
    Stopped,
}
