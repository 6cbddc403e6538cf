using System.Diagnostics;
using DenseEdge.Contracts;

namespace DenseEdge.Evaluation;

/// <summary>Measures all tasks of a data set, one image and task at a time, with the metrics that fit each
/// task.</summary>
/// <remarks>Takes predictions in their final form, as a device delivers them. Not safe for several threads at
/// once.</remarks>
public sealed class PredictionScorer
{
    private readonly IReadOnlyList<TaskSpec> _tasks;
    private readonly Dictionary<TaskKind, MeanIntersectionOverUnion> _classes = [];
    private readonly DepthRmse _depth = new();
    private readonly MeanAngularError _normals = new();
    private readonly BoundaryF1Within2Px _boundaries = new();
    private readonly SaliencyMaxF _saliency = new();
    private readonly BinaryF1 _mask = new();

    /// <summary>Starts with no images.</summary>
    /// <param name="tasks">The tasks to measure, in the order of the table.</param>
    /// <exception cref="ArgumentException">A task with classes lists none, or a task occurs twice.</exception>
    public PredictionScorer(IReadOnlyList<TaskSpec> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.DistinctBy(task => task.Kind).Count() != tasks.Count)
        {
            throw new ArgumentException(
                $"Expected each task once, got {string.Join(", ", tasks.Select(task => task.Kind))}.", nameof(tasks));
        }

        foreach (TaskSpec task in tasks.Where(task => task.Kind.HasClasses()))
        {
            if (task.Classes.Count == 0)
            {
                throw new ArgumentException($"Expected the classes of {task.Kind}, got none.", nameof(tasks));
            }

            _classes.Add(task.Kind, new MeanIntersectionOverUnion(task.Classes.Count));
        }

        _tasks = tasks;
    }

    /// <summary>Adds one image of a task with classes.</summary>
    /// <param name="task">Segmentation or human parts.</param>
    /// <param name="predicted">The predicted class of each pixel, [H, W].</param>
    /// <param name="truth">The true class of each pixel, same layout; 255 to ignore.</param>
    /// <exception cref="ArgumentException">The task is not measured or has no classes, or the arrays do not
    /// fit.</exception>
    public void AddClasses(TaskKind task, ReadOnlySpan<byte> predicted, ReadOnlySpan<byte> truth)
    {
        if (!_classes.TryGetValue(task, out MeanIntersectionOverUnion? metric))
        {
            throw new ArgumentException(
                $"Expected a measured task with classes ({string.Join(", ", _classes.Keys)}), got {task}.",
                    nameof(task));
        }

        metric.Add(predicted, truth);
    }

    /// <summary>Adds one depth image.</summary>
    /// <param name="predicted">Metres, [H, W].</param>
    /// <param name="truth">Metres, same layout; 0 to ignore.</param>
    /// <exception cref="ArgumentException">Depth is not measured, or the arrays do not fit.</exception>
    public void AddDepth(ReadOnlySpan<float> predicted, ReadOnlySpan<float> truth)
    {
        RequireTask(TaskKind.Depth);
        _depth.Add(predicted, truth);
    }

    /// <summary>Adds one image of surface normals.</summary>
    /// <param name="predicted">[3, H, W], of any length.</param>
    /// <param name="truth">[3, H, W] unit vectors; (0, 0, 0) to ignore.</param>
    /// <exception cref="ArgumentException">Normals are not measured, or the arrays do not fit.</exception>
    public void AddNormals(ReadOnlySpan<float> predicted, ReadOnlySpan<float> truth)
    {
        RequireTask(TaskKind.SurfaceNormals);
        _normals.Add(predicted, truth);
    }

    /// <summary>Adds one image of boundaries.</summary>
    /// <param name="probabilities">0 to 1, [H, W].</param>
    /// <param name="truth">1 on a boundary, 0 elsewhere, 255 to ignore; same layout.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <exception cref="ArgumentException">Boundaries are not measured, or the arrays do not fit.</exception>
    public void AddBoundaries(ReadOnlySpan<float> probabilities, ReadOnlySpan<byte> truth, int height, int width)
    {
        RequireTask(TaskKind.Boundaries);
        _boundaries.Add(probabilities, truth, height, width);
    }

    /// <summary>Adds one saliency image.</summary>
    /// <param name="probabilities">0 to 1, [H, W].</param>
    /// <param name="truth">1 on the salient object, 0 elsewhere, 255 to ignore; same layout.</param>
    /// <exception cref="ArgumentException">Saliency is not measured, or the arrays do not fit.</exception>
    public void AddSaliency(ReadOnlySpan<float> probabilities, ReadOnlySpan<byte> truth)
    {
        RequireTask(TaskKind.Saliency);
        _saliency.Add(probabilities, truth);
        _mask.Add(probabilities, truth);
    }

    /// <summary>Gets the scores of all images added so far.</summary>
    /// <returns>Tasks without a single valid pixel are left out: they have no score, neither a good nor a bad
    /// one.</returns>
    public MetricTable Scores() => new([.. _tasks.SelectMany(task => Scores(task.Kind))]);

    private IEnumerable<TaskScore> Scores(TaskKind task) => task switch
    {
        TaskKind.SemanticSegmentation or TaskKind.HumanParts => ClassScores(task, _classes[task]),
        TaskKind.Depth => DepthScores(),
        TaskKind.SurfaceNormals => NormalScores(),
        TaskKind.Boundaries when _boundaries.PixelCount > 0 =>
            [Share(task, MetricNames.BoundaryF1Within2Px, _boundaries.Value)],
        TaskKind.Saliency when _saliency.PixelCount > 0 =>
            [Share(task, MetricNames.SaliencyMaxF, _saliency.Value), Share(task, MetricNames.BinaryF1, _mask.Value)],
        TaskKind.Boundaries or TaskKind.Saliency => [],
        _ => throw new UnreachableException($"Unknown task {task}."),
    };

    private static IEnumerable<TaskScore> ClassScores(TaskKind task, MeanIntersectionOverUnion metric) =>
        metric.PixelCount == 0 ? [] :
        [
            Share(task, MetricNames.MeanIoU, metric.Mean),
            Share(task, MetricNames.MeanIoUAllClasses, metric.MeanOverAllClasses),
            Share(task, MetricNames.PixelAccuracy, metric.PixelAccuracy),
        ];

    private IEnumerable<TaskScore> DepthScores() =>
        _depth.PixelCount == 0 ? [] :
        [
            new TaskScore(TaskKind.Depth, MetricNames.DepthRmse, "m", _depth.Meters, false),
            new TaskScore(TaskKind.Depth, MetricNames.DepthAbsoluteRelative, "1", _depth.AbsoluteRelative, false),
            Share(TaskKind.Depth, MetricNames.DepthWithinRatio125, _depth.WithinRatio125),
        ];

    private IEnumerable<TaskScore> NormalScores() =>
        _normals.PixelCount == 0 ? [] :
        [
            new TaskScore(TaskKind.SurfaceNormals, MetricNames.MeanAngularError, "deg", _normals.MeanDegrees, false),
            new TaskScore(
                TaskKind.SurfaceNormals, MetricNames.MedianAngularError, "deg", _normals.MedianDegrees, false),
            Share(TaskKind.SurfaceNormals, MetricNames.NormalsWithin11, _normals.ShareWithin(11.25)),
            Share(TaskKind.SurfaceNormals, MetricNames.NormalsWithin22, _normals.ShareWithin(22.5)),
            Share(TaskKind.SurfaceNormals, MetricNames.NormalsWithin30, _normals.ShareWithin(30)),
        ];

    private static TaskScore Share(TaskKind task, string metric, double value) => new(task, metric, "1", value, true);

    private void RequireTask(TaskKind task)
    {
        if (_tasks.All(measured => measured.Kind != task))
        {
            string measured = string.Join(", ", _tasks.Select(spec => spec.Kind));
            throw new ArgumentException($"Expected one of the measured tasks ({measured}), got {task}.");
        }
    }
}
