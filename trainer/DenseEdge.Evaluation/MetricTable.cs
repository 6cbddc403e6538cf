using DenseEdge.Contracts;

namespace DenseEdge.Evaluation;

/// <summary>The scores of one evaluation.</summary>
/// <param name="Scores">In the order of the tasks; the first score of a task is its main one.</param>
public sealed record MetricTable(IReadOnlyList<TaskScore> Scores)
{
    /// <summary>The main score of each task: mIoU, RMSE, mean angular error, maxF, and odsF where it was measured, or else
    /// BoundaryF1Within2Px.</summary>
    public IReadOnlyList<TaskScore> Main => [.. Scores.DistinctBy(score => score.Task)];

    /// <summary>Puts scores of one task before its others, so that the first of them is the task's main one.</summary>
    /// <param name="scores">Scores of one task; none leaves the table as it is.</param>
    public MetricTable WithFirst(IReadOnlyList<TaskScore> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Count == 0)
        {
            return this;
        }

        List<TaskScore> all = [.. Scores];
        int place = all.FindIndex(score => score.Task == scores[0].Task);
        all.InsertRange(place < 0 ? all.Count : place, scores);
        return new MetricTable(all);
    }

    /// <summary>Finds one score, or null if the task was not measured or has no such metric.</summary>
    /// <param name="task">The task.</param>
    /// <param name="metric">One of <see cref="MetricNames"/>; null for the task's main score.</param>
    public TaskScore? Find(TaskKind task, string? metric = null) =>
        Scores.FirstOrDefault(score => score.Task == task && (metric is null || score.Metric == metric));
}
