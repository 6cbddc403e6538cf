using DenseEdge.Sdk;

namespace DenseEdge.Cli.Benching;

/// <summary>What denseedge bench was asked for.</summary>
internal sealed record BenchArguments
{
    /// <summary>An ONNX file or a run folder.</summary>
    public required string Model { get; init; }

    /// <summary>The URI of the camera whose frames are used.</summary>
    /// <value>Null, the default, for made-up frames of 640x480 pixels.</value>
    public string? Camera { get; init; }

    /// <summary>Rates in frames per second at which latency is measured.</summary>
    /// <value>10, 30 and 60 by default.</value>
    public IReadOnlyList<double> RatesHz { get; init; } = [10, 30, 60];

    /// <summary>Seconds for each rate.</summary>
    /// <value>5 by default.</value>
    public double Seconds { get; init; } = 5;

    /// <summary>Whether bare calls of ONNX Runtime are measured beside.</summary>
    public bool CompareRaw { get; init; }

    /// <summary>File for the report.</summary>
    /// <value>Null, the default, for none.</value>
    public string? Json { get; init; }

    /// <summary>Threads of the engine.</summary>
    /// <value>0, the default, takes one per physical core.</value>
    public int Threads { get; init; }

    /// <summary>What computes.</summary>
    /// <value>Null, the default, takes the best that is there.</value>
    public ExecutionProvider? Engine { get; init; }

    /// <summary>How the predictor is loaded.</summary>
    public PredictorOptions Options => Engine is { } engine
        ? new PredictorOptions { ThreadCount = Threads, Providers = [engine] }
        : new PredictorOptions { ThreadCount = Threads };
}
