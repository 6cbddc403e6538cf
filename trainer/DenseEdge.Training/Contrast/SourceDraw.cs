using DenseEdge.Contracts;

namespace DenseEdge.Training.Contrast;

/// <summary>Which tasks' labels guide which tasks' features in a step.</summary>
internal static class SourceDraw
{
    /// <summary>Lists the tasks that can be the source of a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="tasks">All tasks, in order.</param>
    /// <param name="mode">The form of the regulariser.</param>
    public static IEnumerable<TaskKind> Candidates(TaskKind target, IReadOnlyList<TaskKind> tasks, ContrastMode mode)
        => mode switch
        {
            ContrastMode.Off => [],
            ContrastMode.SelfSource => [target],
            ContrastMode.InfoNceMemory => tasks.Where(source => source != target && LabelDistance.HasClasses(source)),
            _ => tasks.Where(source => source != target),
        };

    /// <summary>Draws the sources of all targets.</summary>
    /// <param name="tasks">All tasks, in order.</param>
    /// <param name="mode">The form of the regulariser.</param>
    /// <param name="labelled">Whether the batch has a labelled pixel for a task.</param>
    /// <param name="random">Where the draws come from.</param>
    /// <returns>The pairs; a target without any labelled source has none.</returns>
    public static IEnumerable<(TaskKind Target, TaskKind Source)> Draw(
        IReadOnlyList<TaskKind> tasks, ContrastMode mode, Func<TaskKind, bool> labelled, Random random)
    {
        foreach (TaskKind target in tasks)
        {
            TaskKind[] candidates = [.. Candidates(target, tasks, mode).Where(labelled)];
            TaskKind[] chosen = mode == ContrastMode.AllSources || candidates.Length == 0
                ? candidates
                : [candidates[random.Next(candidates.Length)]];
            foreach (TaskKind source in chosen)
            {
                yield return (target, source);
            }
        }
    }
}
