namespace DenseEdge.Cli.Trusting;

/// <summary>What a user asked denseedge repo init for.</summary>
internal sealed record RepoInitArguments
{
    /// <summary>The repository's folder.</summary>
    public required string Repository { get; init; }

    /// <summary>Folder of public keys, from which roles without keys of their own take those of their names.</summary>
    public string? Keys { get; init; }

    /// <summary>Public key files of the root role.</summary>
    public string[] RootKeys { get; init; } = [];

    /// <summary>Public key files of the targets role.</summary>
    public string[] TargetsKeys { get; init; } = [];

    /// <summary>Public key files of the snapshot role.</summary>
    public string[] SnapshotKeys { get; init; } = [];

    /// <summary>Public key files of the timestamp role.</summary>
    public string[] TimestampKeys { get; init; } = [];

    /// <summary>How many root keys must sign; null for 2, or 1 if there is but one.</summary>
    public int? RootThreshold { get; init; }

    /// <summary>How many targets keys must sign.</summary>
    public int TargetsThreshold { get; init; } = 1;

    /// <summary>Days that a root is valid.</summary>
    public required int RootDays { get; init; }

    /// <summary>Days that targets are valid.</summary>
    public required int TargetsDays { get; init; }

    /// <summary>Days that a snapshot is valid.</summary>
    public required int SnapshotDays { get; init; }

    /// <summary>Days that a timestamp is valid.</summary>
    public required int TimestampDays { get; init; }
}
