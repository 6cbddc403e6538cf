namespace DenseEdge.Fleet.Actions;

/// <summary>What one device is told to do.</summary>
public sealed record DeviceAction
{
    /// <summary>Its number; a newer action of a device has a greater one.</summary>
    public required long Id { get; init; }

    /// <summary>The device.</summary>
    public required string Device { get; init; }

    /// <summary>Its rollout; null for one that was assigned by hand.</summary>
    public long? Rollout { get; init; }

    /// <summary>Its group in the rollout, from 0; null without a rollout.</summary>
    public int? Group { get; init; }

    /// <summary>The model version's number.</summary>
    public long ModelId { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>Where in its life it is.</summary>
    public ActionState State { get; init; }

    /// <summary>Whether the device should update at once (DDI's forced) or when it suits it (attempt).</summary>
    public bool Forced { get; init; }

    /// <summary>Which attempt this is, from 1; every attempt is an action of its own.</summary>
    public int Attempt { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When the device's poll showed it first; null if never.</summary>
    public DateTimeOffset? Offered { get; init; }

    /// <summary>When the device fetched it; null if never.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended; null if it hasn't.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How far the device said to be last; null if it never did.</summary>
    public ActionProgress? Progress { get; init; }

    /// <summary>Its history, oldest first; empty in lists of a rollout's devices.</summary>
    public IReadOnlyList<ActionReport> Reports { get; init; } = [];
}
