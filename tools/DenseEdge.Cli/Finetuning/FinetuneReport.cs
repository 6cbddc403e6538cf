using DenseEdge.Evaluation;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Finetuning;

/// <summary>A fine-tuning that was done.</summary>
internal sealed record FinetuneReport
{
    /// <summary>What was to be done.</summary>
    public required FinetunePlan Plan { get; init; }

    /// <summary>Steps and time.</summary>
    public required TrainingOutcome Outcome { get; init; }

    /// <summary>The loss of every step, mean over its images.</summary>
    public required IReadOnlyList<double> Losses { get; init; }

    /// <summary>Scores of the float model on the test split.</summary>
    public required MetricTable Float { get; init; }

    /// <summary>Scores of the integer model before the training.</summary>
    public required MetricTable Before { get; init; }

    /// <summary>Scores of the integer model that was written.</summary>
    public required MetricTable After { get; init; }

    /// <summary>Size of the float model in bytes.</summary>
    public required long FloatBytes { get; init; }

    /// <summary>Size of the integer model in bytes.</summary>
    public required long IntegerBytes { get; init; }
}
