namespace DenseEdge.Fleet.Rollouts;

/// <summary>One rollout.</summary>
public sealed record Rollout
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>Which devices; empty for all.</summary>
    public required string Filter { get; init; }

    /// <summary>Where it is.</summary>
    public RolloutState State { get; init; }

    /// <summary>Why it is there, for people; null if nothing is to be said.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>Who made it; null if unknown.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When it was started; null if it wasn't.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended; null if it hasn't.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How it goes on.</summary>
    public required RolloutSettings Settings { get; init; }

    /// <summary>Its groups in order; empty before it is started.</summary>
    public IReadOnlyList<RolloutGroup> Groups { get; init; } = [];

    /// <summary>How many devices of all groups are where.</summary>
    public ActionCounts Counts => Groups.Aggregate(ActionCounts.None, (sum, group) => sum + group.Counts);
}
