namespace DenseEdge.FleetApi;

/// <summary>A rollout and how it stands.</summary>
public sealed record RolloutView
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The version that it brings.</summary>
    public required string Version { get; init; }

    /// <summary>Which devices.</summary>
    public string Filter { get; init; } = "";

    /// <summary>"ready", "running", "paused", "finished" or "aborted".</summary>
    public required string State { get; init; }

    /// <summary>Why it is in this state, if there is more to say.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>The name of the token that made it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When it started; null before.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How it was asked for.</summary>
    public required NewRollout Settings { get; init; }

    /// <summary>How many devices it has; before its start, 0.</summary>
    public int Total { get; init; }

    /// <summary>Devices whose group or turn is still to come.</summary>
    public int Scheduled { get; init; }

    /// <summary>Devices that can see it and haven't begun.</summary>
    public int Offered { get; init; }

    /// <summary>Devices at work.</summary>
    public int StartedCount { get; init; }

    /// <summary>Devices that run the version.</summary>
    public int Succeeded { get; init; }

    /// <summary>Devices that failed, or returned to what they had.</summary>
    public int Failed { get; init; }

    /// <summary>Devices from which it was withdrawn.</summary>
    public int Canceled { get; init; }

    /// <summary>Devices that can't be held back any more: at work, or asked to cancel without an answer yet.</summary>
    public int InFlight { get; init; }

    /// <summary>The groups, in order.</summary>
    public IReadOnlyList<GroupView> Groups { get; init; } = [];
}
