using DenseEdge.Contracts;

namespace DenseEdge.Bundles;

/// <summary>One model file of a bundle: the network for one target in one precision.</summary>
public sealed record ModelVariant
{
    /// <summary>The file's name, without folders; it ends in <c>.onnx</c>.</summary>
    public required string File { get; init; }

    /// <summary>The file's digest: <c>sha256:</c> and 64 lower-case hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>The file's length in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The target that it was exported for, such as <c>jetpack6</c>; null for a model for any engine.</summary>
    public string? Target { get; init; }

    /// <summary>Its arithmetic.</summary>
    public required ModelPrecision Precision { get; init; }

    /// <summary>The graph's input.</summary>
    public required InputFormat InputFormat { get; init; }

    /// <summary>Height of the graph's input in pixels.</summary>
    public required int InputHeight { get; init; }

    /// <summary>Width of the graph's input in pixels.</summary>
    public required int InputWidth { get; init; }

    /// <summary>What may run it; a device needs one of these.</summary>
    public required IReadOnlyList<RuntimeRange> Runtimes { get; init; }

    /// <summary>The boards that it is for: a device's board or one of its compatible names contains one of these words, in any
    /// case.</summary>
    /// <value>Empty for any board.</value>
    public IReadOnlyList<string> Boards { get; init; } = [];

    /// <summary>How fast it was measured to be.</summary>
    /// <value>Null if nobody measured it.</value>
    public LatencyPromise? LatencyPromise { get; init; }

    /// <summary>What its ranges were found on.</summary>
    /// <value>Null for a float model, or if the export's report is lost.</value>
    public CalibrationReport? CalibrationReport { get; init; }

    /// <summary>How far it agrees with the plain FP32 network.</summary>
    /// <value>Null if the export's report is lost.</value>
    public AccuracyReport? AccuracyReport { get; init; }
}
