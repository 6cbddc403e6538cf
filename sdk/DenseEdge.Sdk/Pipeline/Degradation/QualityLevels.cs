using DenseEdge.Contracts;
using DenseEdge.Sdk.Pipeline.Running;

namespace DenseEdge.Sdk.Pipeline.Degradation;

/// <summary>Turns the declared steps into what is computed at every level, with all models loaded.</summary>
internal static class QualityLevels
{
    /// <summary>Makes the levels, from full quality to all steps in force.</summary>
    /// <param name="predictor">The predictor of full quality.</param>
    /// <param name="wanted">The tasks to compute; null for all of its.</param>
    /// <param name="steps">The steps; each builds on those before it.</param>
    /// <param name="load">Loads the model of a step.</param>
    /// <param name="loaded">Gets the models that were loaded, also if the method throws; the caller disposes them.</param>
    /// <exception cref="ArgumentException">Tasks are not the model's, or a step changes nothing or leaves no task.</exception>
    internal static QualityLevel[] Make(
        IFramePredictor predictor, TaskSet? wanted, IReadOnlyList<DegradationStep> steps,
        Func<DegradationStep, IFramePredictor> load, List<IFramePredictor> loaded)
    {
        if (wanted is { } tasks && !tasks.IsSubsetOf(predictor.Tasks))
        {
            throw new ArgumentException($"Pipeline options: Tasks must be the model's ({predictor.Tasks}), got {tasks}.");
        }

        List<QualityLevel> levels = [new QualityLevel(predictor, wanted ?? predictor.Tasks)];
        foreach (DegradationStep step in steps)
        {
            if (step.ModelPath is not null)
            {
                loaded.Add(load(step));
            }

            levels.Add(Next(levels[^1], step, loaded));
        }

        return [.. levels];
    }

    private static QualityLevel Next(QualityLevel level, DegradationStep step, List<IFramePredictor> loaded)
    {
        if (step.ModelPath is not null)
        {
            IFramePredictor smaller = loaded[^1];
            TaskSet shared = level.Tasks & smaller.Tasks;
            return shared.IsEmpty
                ? throw new ArgumentException(
                    $"Degradation step '{step}': expected a model that answers some of {level.Tasks}, got one for {smaller.Tasks}.")
                : new QualityLevel(smaller, shared);
        }

        TaskSet dropped = level.Tasks & step.DroppedTasks;
        if (dropped.IsEmpty || dropped == level.Tasks)
        {
            throw new ArgumentException(
                $"Degradation step '{step}': expected some, not all, of the tasks that are still computed ({level.Tasks}).");
        }

        TaskSet left = level.Tasks;
        foreach (TaskKind task in TaskKinds.All)
        {
            left = dropped[task] ? left.Without(task) : left;
        }

        return level with { Tasks = left };
    }
}
