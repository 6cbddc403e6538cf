namespace DenseEdge.FleetApi;

/// <summary>A version of a model that devices can be brought to.</summary>
public sealed record ModelView
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The release counter of the bundle; 0 for other files.</summary>
    public long Release { get; init; }

    /// <summary>The bundle's digest (sha256:...), or that of the file.</summary>
    public required string Digest { get; init; }

    /// <summary>"bundle" or "file".</summary>
    public required string Kind { get; init; }

    /// <summary>The length of all artifacts together, in bytes.</summary>
    public long SizeBytes { get; init; }

    /// <summary>When it was published.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>The files that devices download.</summary>
    public IReadOnlyList<ArtifactView> Artifacts { get; init; } = [];

    /// <summary>How many devices report that they run it.</summary>
    public int Devices { get; init; }
}
