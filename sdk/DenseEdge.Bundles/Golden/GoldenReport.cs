using System.Text.Json;
using DenseEdge.Bundles.Json;

namespace DenseEdge.Bundles.Golden;

/// <summary>What a predictor made of the golden frames.</summary>
public sealed record GoldenReport
{
    /// <summary>Whether every frame was within tolerance and every number finite.</summary>
    public required bool Passed { get; init; }

    /// <summary>The engine, its version and what it computes on.</summary>
    public required string Engine { get; init; }

    /// <summary>Number of frames.</summary>
    public required int Frames { get; init; }

    /// <summary>How far each task was off in its worst frame.</summary>
    public required IReadOnlyList<GoldenDeviation> Tasks { get; init; }

    /// <summary>How many numbers of all outputs were infinite or not a number; one is a failure.</summary>
    public required long NonFinite { get; init; }

    /// <summary>How long the frames took.</summary>
    public required GoldenLatency LatencyMs { get; init; }

    /// <summary>Everything that is wrong, a sentence each; empty if it passed.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>Writes the report as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, BundleJson.Default.GoldenReport);
}
