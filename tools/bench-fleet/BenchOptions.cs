namespace DenseEdge.FleetBench;

/// <summary>What is measured.</summary>
internal sealed record BenchOptions
{
    /// <summary>The server's nodes.</summary>
    public required IReadOnlyList<Uri> Nodes { get; init; }

    /// <summary>A token with the role operator.</summary>
    public required string Token { get; init; }

    /// <summary>The gateway token, with which the devices register themselves.</summary>
    public required string GatewayToken { get; init; }

    /// <summary>The tenant.</summary>
    public string Tenant { get; init; } = "default";

    /// <summary>How many devices.</summary>
    public int Devices { get; init; } = 10_000;

    /// <summary>Time between two polls of one device.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long polls are measured.</summary>
    public TimeSpan PollTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a device works on an update.</summary>
    public TimeSpan Work { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After which share of successes the second rollout is aborted, in percent.</summary>
    public double AbortPercent { get; init; } = 30;

    /// <summary>Which share of the devices fails every update, in percent; their exact number is then the threshold of two
    /// rollouts.</summary>
    public double FailPercent { get; init; }

    /// <summary>The server's process on this machine; 0 for none.</summary>
    public int ProcessId { get; init; }

    /// <summary>Whether polls share connections.</summary>
    public bool KeepsConnections { get; init; } = true;

    /// <summary>Whether to stop after the polls.</summary>
    public bool PollsOnly { get; init; }

    /// <summary>What to run when a tenth and when half of the rollout has succeeded, such as a command that kills a node; null for
    /// nothing.</summary>
    public string? Accident { get; init; }

    /// <summary>The first of two versions that are rolled out; the second has .1 after it.</summary>
    public required string Version { get; init; }
}
