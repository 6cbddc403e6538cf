namespace DenseEdge.Cli.Trusting;

/// <summary>What a user asked denseedge tuf-client for.</summary>
internal sealed record TufClientArguments
{
    /// <summary>Folder of the trusted metadata.</summary>
    public required string MetadataFolder { get; init; }

    /// <summary>Address of the repository's metadata; <c>oci://host/name</c> has the targets, too.</summary>
    public Uri? MetadataAddress { get; init; }

    /// <summary>Path of the target to download.</summary>
    public string? TargetName { get; init; }

    /// <summary>Address of the repository's targets.</summary>
    public Uri? TargetsAddress { get; init; }

    /// <summary>Whether a registry on this machine is asked without TLS.</summary>
    public bool PlainHttp { get; init; }

    /// <summary>Whether the repository lies in a registry.</summary>
    public bool IsInRegistry => MetadataAddress?.Scheme == "oci";

    /// <summary>Folder that the target is downloaded to.</summary>
    public string? TargetFolder { get; init; }
}
