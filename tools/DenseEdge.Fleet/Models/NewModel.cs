namespace DenseEdge.Fleet.Models;

/// <summary>A model version to make known.</summary>
public sealed record NewModel
{
    /// <summary>The model's name, 1 to 128 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The version, 1 to 64 characters.</summary>
    public required string Version { get; init; }

    /// <summary>Release counter, which only grows; 0 if the file has none.</summary>
    public long Release { get; init; }

    /// <summary>Digest that devices report when they run it, such as sha256:...; null if unknown.</summary>
    public string? Digest { get; init; }

    /// <summary>What the file is.</summary>
    public ModelKind Kind { get; init; }

    /// <summary>At least one file.</summary>
    public required IReadOnlyList<ModelArtifact> Artifacts { get; init; }
}
