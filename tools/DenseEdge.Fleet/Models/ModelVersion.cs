namespace DenseEdge.Fleet.Models;

/// <summary>One version of a model.</summary>
public sealed record ModelVersion
{
    /// <summary>Its number in this store.</summary>
    public required long Id { get; init; }

    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>Release counter; 0 if the file has none.</summary>
    public long Release { get; init; }

    /// <summary>Digest that devices report when they run it; null if unknown.</summary>
    public string? Digest { get; init; }

    /// <summary>What the file is.</summary>
    public ModelKind Kind { get; init; }

    /// <summary>When it was made known.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<ModelArtifact> Artifacts { get; init; } = [];

    /// <summary>How many devices run it.</summary>
    public long Devices { get; init; }

    /// <summary>Length of all its files in bytes.</summary>
    public long SizeBytes => Artifacts.Sum(artifact => artifact.SizeBytes);
}
