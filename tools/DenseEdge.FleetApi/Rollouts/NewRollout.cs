namespace DenseEdge.FleetApi;

/// <summary>A rollout to make, and the settings of one that was made.</summary>
public sealed record NewRollout
{
    /// <summary>A name for people; null for one made of model and version.</summary>
    public string? Name { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The version to bring.</summary>
    public required string Version { get; init; }

    /// <summary>Which devices, such as <c>board=orin-nano and site!=lab</c>; empty for all.</summary>
    public string Filter { get; init; } = "";

    /// <summary>The groups, in order; the last one reaches 100 percent.</summary>
    public required IReadOnlyList<NewGroup> Groups { get; init; }

    /// <summary>How many of a group must have succeeded before the next one begins, in percent, 0 to 100.</summary>
    /// <value>95.</value>
    public double SuccessPercent { get; init; } = 95;

    /// <summary>How many of a group may fail before the rollout pauses itself, in percent, 0 to 100.</summary>
    /// <value>5.</value>
    public double ErrorPercent { get; init; } = 5;

    /// <summary>How many devices of a group must have finished before <see cref="ErrorPercent"/> counts.</summary>
    /// <value>1.</value>
    public int MinimumCount { get; init; } = 1;

    /// <summary>How long a group that succeeded is watched before the next one begins, in seconds.</summary>
    public int SoakSeconds { get; init; }

    /// <summary>How often a device may try, 1 to 10.</summary>
    /// <value>1.</value>
    public int Attempts { get; init; } = 1;

    /// <summary>How fast devices are offered the version; null for at once.</summary>
    public RolloutRate? Rate { get; init; }

    /// <summary>When devices may be offered the version; null for always.</summary>
    public RolloutWindow? Window { get; init; }

    /// <summary>Whether devices must update at once, not when it suits them.</summary>
    public bool Forced { get; init; }

    /// <summary>Whether each device asks its operator first.</summary>
    public bool Confirmation { get; init; }

    /// <summary>Whether it starts as soon as it is made.</summary>
    public bool Start { get; init; }
}
