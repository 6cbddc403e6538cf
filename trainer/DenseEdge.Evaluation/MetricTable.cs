using DenseEdge.Contracts;

namespace DenseEdge.Evaluation;

/// <summary>The scores of one evaluation.</summary>
/// <param name="Scores">In the order of the tasks; the first score of a task is its main one.</param>
public sealed record MetricTable(IReadOnlyList<TaskScore> Scores)
{
    /// <summary>The main score of each task: mIoU, RMSE, mean angular error, BoundaryF1Within2Px or maxF.</summary>
    public IReadOnlyList<TaskScore> Main => [.. Scores.DistinctBy(score => score.Task)];

    /// <summary>Finds one score, or null if the task was not measured or has no such metric.</summary>
    /// <param name="task">The task.</param>
    /// <param name="metric">One of <see cref="MetricNames"/>; null for the task's main score.</param>
    public TaskScore? Find(TaskKind task, string? metric = null) =>
        Scores.FirstOrDefault(score => score.Task == task && (metric is null || score.Metric == metric));
}
