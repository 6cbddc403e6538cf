namespace DenseEdge.Quantization.Sensitivity;

/// <summary>The fastest variant of a model within an accuracy budget, and how it was found.</summary>
public sealed record VariantChoice
{
    /// <summary>The arithmetic of the chosen variant, such as <c>int8</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The blocks that keep a finer arithmetic in it.</summary>
    public required IReadOnlyList<NodeBlock> Kept { get; init; }

    /// <summary>The budget as it was given.</summary>
    public required AccuracyBudget Budget { get; init; }

    /// <summary>What is shipped and why.</summary>
    public required string Verdict { get; init; }

    /// <summary>Every arithmetic that was tried, the fastest first.</summary>
    public required IReadOnlyList<VariantTrial> Trials { get; init; }

    /// <summary>What the chosen variant costs every task; empty if it loses nothing.</summary>
    public IReadOnlyList<TaskLoss> Losses
        => Trials.First(trial => trial.Name == Name).Search?.Attempts.LastOrDefault(attempt => attempt.Fits)?.Losses ?? [];
}
