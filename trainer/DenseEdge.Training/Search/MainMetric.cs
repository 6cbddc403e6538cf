using System.Diagnostics;
using DenseEdge.Contracts;
using DenseEdge.Evaluation;

namespace DenseEdge.Training.Search;

/// <summary>The metric that each task is searched by.</summary>
public static class MainMetric
{
    /// <summary>Makes the score of a value.</summary>
    /// <param name="task">The task.</param>
    /// <param name="value">The value of its main metric: mIoU, RMSE in metres, mean angle in degrees, F1 or maximum F.</param>
    public static TaskScore Score(TaskKind task, double value) => task switch
    {
        TaskKind.SemanticSegmentation or TaskKind.HumanParts => new(task, MetricNames.MeanIoU, "1", value, true),
        TaskKind.Depth => new(task, MetricNames.DepthRmse, "m", value, false),
        TaskKind.SurfaceNormals => new(task, MetricNames.MeanAngularError, "deg", value, false),
        TaskKind.Boundaries => new(task, MetricNames.BoundaryF1Within2Px, "1", value, true),
        TaskKind.Saliency => new(task, MetricNames.SaliencyMaxF, "1", value, true),
        _ => throw new UnreachableException($"Unknown task {task}."),
    };
}
