using DenseEdge.Storage;

namespace DenseEdge.Agent.Storing;

/// <summary>A model of the store: <c>installed.json</c> in its folder.</summary>
public sealed record InstalledModel
{
    /// <summary>The bundle's digest.</summary>
    public required string Digest { get; init; }

    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>The version, for people.</summary>
    public required string Version { get; init; }

    /// <summary>The release counter.</summary>
    public required long Release { get; init; }

    /// <summary>The variant for this device, relative to the model's folder.</summary>
    public required string ModelFile { get; init; }

    /// <summary>The promised 95th percentile of one frame on this board, in milliseconds; null for none.</summary>
    public double? LatencyPromiseMs { get; init; }

    /// <summary>The variant's precision, such as <c>int8</c>; null if nobody could tell.</summary>
    public string? Precision { get; init; }

    /// <summary>What shall compute it, such as <c>TensorRt</c>; null if nobody could tell.</summary>
    public string? Provider { get; init; }

    /// <summary>Every other file of the folder.</summary>
    public required IReadOnlyList<InstalledFile> Files { get; init; }

    /// <summary>Name and version, for people.</summary>
    public override string ToString() => $"{Name} {Version}";

    /// <summary>How the pointer names it.</summary>
    internal ModelReference Reference
        => new(Digest, $"{StorePaths.ModelsFolder}/{ModelReference.HexOf(Digest)}/{ModelFile}");
}
