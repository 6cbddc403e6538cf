namespace DenseEdge.Cli.Flashing;

/// <summary>What the user said to denseedge flash.</summary>
internal sealed record FlashArguments
{
    /// <summary>What is done.</summary>
    public required FlashAction Action { get; init; }

    /// <summary>The bundle and the devices, in any order: what begins with ssh:// is a device.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>A file that lists devices; null for none.</summary>
    public string? Inventory { get; init; }

    /// <summary>How many devices at a time.</summary>
    public required int Parallel { get; init; }

    /// <summary>A root of trust for devices that have none; null for none.</summary>
    public string? Root { get; init; }

    /// <summary>Words for ssh.</summary>
    public required string SshOptions { get; init; }

    /// <summary>Whether to work as root there.</summary>
    public bool Sudo { get; init; }

    /// <summary>Whether a release below the installed one is accepted.</summary>
    public bool AllowDowngrade { get; init; }

    /// <summary>Whether a bundle that failed on a device before is tried again.</summary>
    public bool RetryBad { get; init; }

    /// <summary>A published agent; null for the one that came with this program.</summary>
    public string? Agent { get; init; }

    /// <summary>How long a device that fell silent is waited for, in seconds.</summary>
    public required int ReconnectSeconds { get; init; }

    /// <summary>The file for the report; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>Whether to print JSON in place of the table.</summary>
    public bool Json { get; init; }
}
