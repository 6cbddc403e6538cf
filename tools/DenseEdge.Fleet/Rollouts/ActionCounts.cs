namespace DenseEdge.Fleet.Rollouts;

/// <summary>How many devices of a rollout or group are where; each device counts once, by its newest attempt.</summary>
/// <param name="Scheduled">Waiting for group, turn or time window.</param>
/// <param name="Offered">The poll shows it, or asks for confirmation.</param>
/// <param name="Started">Fetched, or being canceled.</param>
/// <param name="Succeeded">Done.</param>
/// <param name="Failed">Failed.</param>
/// <param name="Canceled">Canceled.</param>
public sealed record ActionCounts(long Scheduled, long Offered, long Started, long Succeeded, long Failed, long Canceled)
{
    /// <summary>None anywhere.</summary>
    public static ActionCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>All devices.</summary>
    public long Total => Scheduled + Offered + Started + Succeeded + Failed + Canceled;

    /// <summary>Offered or started.</summary>
    public long InFlight => Offered + Started;

    /// <summary>Succeeded or failed.</summary>
    public long Finished => Succeeded + Failed;

    /// <summary>Adds two.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sums.</returns>
    public static ActionCounts operator +(ActionCounts left, ActionCounts right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(
            left.Scheduled + right.Scheduled, left.Offered + right.Offered, left.Started + right.Started,
            left.Succeeded + right.Succeeded, left.Failed + right.Failed, left.Canceled + right.Canceled);
    }
}
