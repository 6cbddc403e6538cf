namespace DenseEdge.Quantization.Sensitivity;

/// <summary>What a <see cref="MixedPrecisionSearch"/> found.</summary>
public sealed record MixtureResult
{
    /// <summary>The blocks that keep the finer arithmetic in the mixture that fits, none if the whole model fits; null if no
    /// mixture does.</summary>
    public required IReadOnlyList<NodeBlock>? Kept { get; init; }

    /// <summary>What every block costs; empty if the whole model was within the budget at once.</summary>
    public required IReadOnlyList<BlockSensitivity> Sensitivities { get; init; }

    /// <summary>Every mixture that was measured, in order.</summary>
    public required IReadOnlyList<MixedAttempt> Attempts { get; init; }

    /// <summary>Share of the blocks' multiply-adds that are in the coarser arithmetic; 0 if no mixture fits.</summary>
    public required double ConvertedShare { get; init; }
}
