namespace DenseEdge.Agent.Updating;

/// <summary>Where an update stands. Written to the disk before the step that it names begins, so that a device that loses its
/// power goes on from there.</summary>
public enum UpdateState
{
    /// <summary>Nothing to do until the next poll.</summary>
    Idle,

    /// <summary>The source is asked what there is.</summary>
    Checking,

    /// <summary>The bundle is fetched into <c>downloads</c>; nothing that is in use is touched.</summary>
    Downloading,

    /// <summary>The bundle is in the store, whole and checked. From here on no source is needed.</summary>
    Verified,

    /// <summary>The engine is built beside the running one.</summary>
    Preparing,

    /// <summary>The candidate computes its golden frames. A crash here counts against it.</summary>
    Trial,

    /// <summary>The candidate is made the active model; its health window runs.</summary>
    Committed,

    /// <summary>The last known good model is made the active one again.</summary>
    RollingBack,

    /// <summary>What nobody needs any more is deleted.</summary>
    Cleanup,
}
