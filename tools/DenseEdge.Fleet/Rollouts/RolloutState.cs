namespace DenseEdge.Fleet.Rollouts;

/// <summary>Where a rollout is.</summary>
public enum RolloutState
{
    /// <summary>Made, not started; which devices it is for isn't settled.</summary>
    Ready,

    /// <summary>The engine moves it.</summary>
    Running,

    /// <summary>By hand or by the error threshold; nothing is offered, what has started goes on.</summary>
    Paused,

    /// <summary>Every action has ended.</summary>
    Finished,

    /// <summary>Taken back for good; its version is pinned.</summary>
    Aborted,
}
