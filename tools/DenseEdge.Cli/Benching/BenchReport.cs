using DenseEdge.Contracts;
using DenseEdge.Telemetry;

namespace DenseEdge.Cli.Benching;

/// <summary>All that denseedge bench measured, and on what.</summary>
internal sealed record BenchReport
{
    /// <summary>When it was measured.</summary>
    public required DateTimeOffset MeasuredAt { get; init; }

    /// <summary>The machine, without its serial number.</summary>
    public required BoardIdentity Device { get; init; }

    /// <summary>The model file's path.</summary>
    public required string ModelPath { get; init; }

    /// <summary>SHA-256 of the model file.</summary>
    public required string ModelDigest { get; init; }

    /// <summary>Size of the model file in bytes.</summary>
    public required long ModelBytes { get; init; }

    /// <summary>What the model says about itself.</summary>
    public required ModelMetadata Model { get; init; }

    /// <summary>The engine, its version and what it computes on.</summary>
    public required string Engine { get; init; }

    /// <summary>Threads of the engine; 0 for one per physical core.</summary>
    public required int Threads { get; init; }

    /// <summary>The frames.</summary>
    public required BenchFrames Frames { get; init; }

    /// <summary>From the start of the process to the first results, in milliseconds.</summary>
    public required double FirstResultMs { get; init; }

    /// <summary>From the call of Load to its end, in milliseconds.</summary>
    public required double LoadMs { get; init; }

    /// <summary>The highest rate with at most 5 % of the frames lost, in frames per second.</summary>
    public required double PeakHz { get; init; }

    /// <summary>Latencies at fixed rates.</summary>
    public required IReadOnlyList<RateResult> Rates { get; init; }

    /// <summary>The camera itself at its own pace.</summary>
    /// <value>Null without a camera.</value>
    public LiveResult? Live { get; init; }

    /// <summary>Bare calls of ONNX Runtime beside.</summary>
    /// <value>Null unless asked for.</value>
    public RawComparison? Raw { get; init; }

    /// <summary>Sensors before the measurement.</summary>
    public required BoardReading Before { get; init; }

    /// <summary>Sensors after the measurement.</summary>
    public required BoardReading After { get; init; }
}
