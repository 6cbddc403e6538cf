using DenseEdge.Fleet.Actions;

namespace DenseEdge.Fleet.Rollouts;

/// <summary>Which of a rollout's devices to list.</summary>
public sealed record RolloutDeviceQuery
{
    /// <summary>Only those in this state; null for all.</summary>
    public ActionState? State { get; init; }

    /// <summary>Most of a page, 1 to 1000.</summary>
    /// <value>100.</value>
    public int Limit { get; init; } = 100;

    /// <summary>Where the page begins: <see cref="Page{T}.Next"/> of the one before.</summary>
    public string? Cursor { get; init; }
}
