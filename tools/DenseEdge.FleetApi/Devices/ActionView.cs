namespace DenseEdge.FleetApi;

/// <summary>One update of one device.</summary>
public sealed record ActionView
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The device's id.</summary>
    public required string Device { get; init; }

    /// <summary>The rollout that it belongs to; null if the device was assigned by itself.</summary>
    public long? Rollout { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The version to bring.</summary>
    public required string Version { get; init; }

    /// <summary>"scheduled", "offered", "waiting_confirmation", "started", "succeeded", "failed", "canceling" or "canceled".</summary>
    public required string State { get; init; }

    /// <summary>How often it was tried, counting from 1.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When the device could first see it.</summary>
    public DateTimeOffset? Offered { get; init; }

    /// <summary>When the device fetched it.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended, in one way or another.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How far the device said it is; null if it didn't.</summary>
    public ActionProgress? Progress { get; init; }

    /// <summary>What the device said, oldest first; empty in lists of many actions.</summary>
    public IReadOnlyList<ActionReport> Reports { get; init; } = [];
}
