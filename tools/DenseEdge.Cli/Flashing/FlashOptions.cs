namespace DenseEdge.Cli.Flashing;

/// <summary>What is done on every device of a run.</summary>
internal sealed record FlashOptions
{
    /// <summary>What is done.</summary>
    public required FlashAction Action { get; init; }

    /// <summary>The bundle; null unless one is sent or judged.</summary>
    public FlashPayload? Payload { get; init; }

    /// <summary>The root of trust that a device without one gets; null for none.</summary>
    public string? Root { get; init; }

    /// <summary>Words for ssh, such as "-i key".</summary>
    public string SshOptions { get; init; } = "";

    /// <summary>Whether to work as root there, by sudo without a password.</summary>
    public bool Sudo { get; init; }

    /// <summary>Whether a release below the installed one is accepted.</summary>
    public bool AllowDowngrade { get; init; }

    /// <summary>Whether a bundle that failed on the device before is tried again.</summary>
    public bool RetryBad { get; init; }

    /// <summary>How long a device that answered before is waited for after it was cut off or started anew.</summary>
    /// <value>3 minutes by default.</value>
    public TimeSpan ReconnectTime { get; init; } = TimeSpan.FromMinutes(3);
}
