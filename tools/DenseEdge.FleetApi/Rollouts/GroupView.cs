namespace DenseEdge.FleetApi;

/// <summary>A group of a rollout and how it stands.</summary>
public sealed record GroupView
{
    /// <summary>Its place, counting from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>"waiting", "running", "soaking", "finished" or "stopped".</summary>
    public required string State { get; init; }

    /// <summary>How many devices it has.</summary>
    public int Total { get; init; }

    /// <summary>Devices whose turn is still to come.</summary>
    public int Scheduled { get; init; }

    /// <summary>Devices that can see it and haven't begun.</summary>
    public int Offered { get; init; }

    /// <summary>Devices at work.</summary>
    public int Started { get; init; }

    /// <summary>Devices that run the version.</summary>
    public int Succeeded { get; init; }

    /// <summary>Devices that failed.</summary>
    public int Failed { get; init; }

    /// <summary>Devices from which it was withdrawn.</summary>
    public int Canceled { get; init; }

    /// <summary>The share that succeeded, in percent of <see cref="Total"/>.</summary>
    public double SuccessPercent { get; init; }

    /// <summary>The share that failed, in percent of <see cref="Total"/>.</summary>
    public double ErrorPercent { get; init; }

    /// <summary>When it began; null before.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>Until when it is watched before the next one begins; null if it isn't.</summary>
    public DateTimeOffset? SoakUntil { get; init; }
}
