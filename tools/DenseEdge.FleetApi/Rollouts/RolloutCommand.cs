namespace DenseEdge.FleetApi;

/// <summary>What can be told to a rollout.</summary>
public enum RolloutCommand
{
    /// <summary>Put the devices into groups and begin with the first.</summary>
    Start,

    /// <summary>Offer it to no more devices.</summary>
    Pause,

    /// <summary>Go on after a pause.</summary>
    Resume,

    /// <summary>End it: no device starts after the answer, and the version is kept from those that didn't update.</summary>
    Abort,

    /// <summary>Try again on devices that failed, or that an abort keeps the version from.</summary>
    Retry,

    /// <summary>Begin the next group without waiting for thresholds and soak time.</summary>
    Next,
}
