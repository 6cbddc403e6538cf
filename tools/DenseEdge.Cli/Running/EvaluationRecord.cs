using DenseEdge.Evaluation;

namespace DenseEdge.Cli.Running;

/// <summary>What metrics.json holds: the scores of one model on one split, and what is known about the model.</summary>
/// <remarks>Files of format 1 hold only the data's name and the scores; everything else is then null.</remarks>
internal sealed record EvaluationRecord
{
    /// <summary>Name of the data set.</summary>
    public required string Data { get; init; }

    /// <summary>The split.</summary>
    /// <value>Default: test, the one that evaluations use.</value>
    public string Split { get; init; } = "test";

    /// <summary>The number of images.</summary>
    public int? Images { get; init; }

    /// <summary>Height of the network's input, in pixels; labels are brought to it.</summary>
    public int? InputHeight { get; init; }

    /// <summary>Width of the network's input, in pixels.</summary>
    public int? InputWidth { get; init; }

    /// <summary>The largest distance of odsF, as a share of the image's diagonal.</summary>
    public double? BoundaryMaxDistance { get; init; }

    /// <summary>The number of the network's parameters.</summary>
    public long? Parameters { get; init; }

    /// <summary>Multiply-accumulate operations for one image.</summary>
    public long? Macs { get; init; }

    /// <summary>Training steps.</summary>
    public int? TrainingSteps { get; init; }

    /// <summary>Wall-clock time of the training steps, in seconds.</summary>
    public double? TrainingSeconds { get; init; }

    /// <summary>The scores.</summary>
    public required MetricTable Scores { get; init; }
}
