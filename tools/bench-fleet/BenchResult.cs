using System.Text.Json.Serialization;

namespace DenseEdge.FleetBench;

/// <summary>All that was measured.</summary>
internal sealed record BenchResult
{
    /// <summary>What the server keeps its state in.</summary>
    public required string Database { get; init; }

    /// <summary>From the first poll until every device was registered, in seconds: one interval at the least.</summary>
    public required double RegistrationSeconds { get; init; }

    /// <summary>Idle devices.</summary>
    public required PollResult Polls { get; init; }

    /// <summary>A rollout in four groups to all of them; null if it was left out.</summary>
    public RolloutResult? Rollout { get; init; }

    /// <summary>A rollout whose failures are exactly its threshold; null if no device fails.</summary>
    public ThresholdResult? Threshold { get; init; }

    /// <summary>A rollout that was aborted; null as above.</summary>
    public AbortResult? Abort { get; init; }
}

/// <summary>How results are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BenchResult))]
internal sealed partial class BenchJson : JsonSerializerContext;
