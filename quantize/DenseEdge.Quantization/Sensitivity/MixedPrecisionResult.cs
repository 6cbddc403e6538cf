using DenseEdge.Quantization.Integers;

namespace DenseEdge.Quantization.Sensitivity;

/// <summary>The fastest variant of a model within an accuracy budget, and how it was found.</summary>
public sealed record MixedPrecisionResult
{
    /// <summary>The integer or mixed model; null if the float model is to be shipped.</summary>
    public required QuantizationResult? Chosen { get; init; }

    /// <summary>One sentence: what is shipped and why.</summary>
    public required string Verdict { get; init; }

    /// <summary>What every block costs; empty if the whole model was within the budget at once.</summary>
    public required IReadOnlyList<BlockSensitivity> Sensitivities { get; init; }

    /// <summary>Every mixture that was measured, in order.</summary>
    public required IReadOnlyList<MixedAttempt> Attempts { get; init; }

    /// <summary>Median time of one image of the float model on this machine, in milliseconds; null if it isn't the target.</summary>
    public required double? FloatLatencyMs { get; init; }

    /// <summary>The same for the chosen mixture; null if it was not measured.</summary>
    public required double? MixedLatencyMs { get; init; }

    /// <summary>Share of the multiply-adds that could be integer and are: the estimate of speed where no time is measured.</summary>
    public required double IntegerShare { get; init; }
}
