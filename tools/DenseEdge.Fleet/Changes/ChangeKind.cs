namespace DenseEdge.Fleet.Changes;

/// <summary>What changed.</summary>
public enum ChangeKind
{
    /// <summary>A device, its actions included.</summary>
    Device,

    /// <summary>A model version.</summary>
    Model,

    /// <summary>A rollout.</summary>
    Rollout,

    /// <summary>A token: caches of tokens are stale.</summary>
    Token,

    /// <summary>A value that all nodes share.</summary>
    Setting,
}
