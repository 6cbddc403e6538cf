namespace DenseEdge.Cli.Trusting;

/// <summary>What a user asked denseedge tuf-client for.</summary>
internal sealed record TufClientArguments
{
    /// <summary>Folder of the trusted metadata.</summary>
    public required string MetadataFolder { get; init; }

    /// <summary>Address of the repository's metadata.</summary>
    public Uri? MetadataAddress { get; init; }

    /// <summary>Path of the target to download.</summary>
    public string? TargetName { get; init; }

    /// <summary>Address of the repository's targets.</summary>
    public Uri? TargetsAddress { get; init; }

    /// <summary>Folder that the target is downloaded to.</summary>
    public string? TargetFolder { get; init; }
}
