namespace DenseEdge.Fleet.Rollouts;

/// <summary>What the engine makes of a running rollout.</summary>
/// <param name="State">Running, paused or finished.</param>
/// <param name="Reason">Why; null if nothing is to be said.</param>
/// <param name="Groups">The groups after it.</param>
internal sealed record Judgement(RolloutState State, string? Reason, IReadOnlyList<GroupProgress> Groups);
