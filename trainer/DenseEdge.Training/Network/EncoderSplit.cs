using DenseEdge.Contracts;

namespace DenseEdge.Training.Network;

/// <summary>
/// Where an encoder stops being shared: after a stage of the backbone each group of tasks has the later stages, and the neck,
/// for itself.
/// </summary>
public sealed record EncoderSplit
{
    /// <summary>The last shared stage.</summary>
    /// <value>0 to 3: stage k ends with the backbone's k-th level; 0 gives every group an encoder of its own.</value>
    public required int AfterStage { get; init; }

    /// <summary>The groups: every task of the network in exactly one.</summary>
    public required IReadOnlyList<IReadOnlyList<TaskKind>> Groups { get; init; }

    internal IEnumerable<string> Faults(IReadOnlyList<TaskSpec> tasks)
    {
        if (AfterStage is < 0 or > 3)
        {
            yield return $"{nameof(AfterStage)} must be 0 to 3, got {AfterStage}.";
        }

        if (Groups is null || Groups.Count == 0 || Groups.Any(group => group is null || group.Count == 0))
        {
            yield return "The groups of a split encoder must each have a task.";
            yield break;
        }

        TaskKind[] grouped = [.. Groups.SelectMany(group => group)];
        foreach (TaskKind task in grouped.GroupBy(task => task).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            yield return $"The groups of the split encoder contain {task.Key()} {grouped.Count(other => other == task)} times.";
        }

        TaskKind[] wanted = [.. tasks.Select(task => task.Kind)];
        if (grouped.Except(wanted).ToArray() is { Length: > 0 } strange)
        {
            yield return $"The groups of the split encoder contain {Keys(strange)}, which the network does not have.";
        }

        if (wanted.Except(grouped).ToArray() is { Length: > 0 } missing)
        {
            yield return $"The groups of the split encoder lack {Keys(missing)}.";
        }
    }

    private static string Keys(IEnumerable<TaskKind> tasks) => string.Join(", ", tasks.Select(TaskKinds.Key));
}
