namespace DenseEdge.Fleet.Changes;

/// <summary>What changed between two moments.</summary>
/// <param name="Next">The moment to ask from next time.</param>
/// <param name="Changes">What changed, oldest first.</param>
/// <param name="Missed">Whether older changes have been dropped already: everything may have changed.</param>
public sealed record ChangeBatch(long Next, IReadOnlyList<Change> Changes, bool Missed);
