namespace DenseEdge.Cli.Bundling;

/// <summary>What <c>bundle create</c> was asked for.</summary>
internal sealed record CreateBundleArguments
{
    /// <summary>ONNX files, or run folders.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Where golden frames are from.</summary>
    public required string Data { get; init; }

    /// <summary>The bundle.</summary>
    public required string Output { get; init; }

    /// <summary>Whether it becomes a folder.</summary>
    public bool AsFolder { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>Its release counter.</summary>
    public long Release { get; init; } = 1;

    /// <summary>Number of golden frames.</summary>
    public int Frames { get; init; } = 8;

    /// <summary>Files of private keys.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Whether it shall have no signature.</summary>
    public bool IsUnsigned { get; init; }

    /// <summary>Latency certificates, of any of the models.</summary>
    public IReadOnlyList<string> Certificates { get; init; } = [];

    /// <summary>Bundles that deltas start from.</summary>
    public IReadOnlyList<string> DeltaBases { get; init; } = [];

    /// <summary>Whether models that a delta makes are left out.</summary>
    public bool DeltasOnly { get; init; }
}
