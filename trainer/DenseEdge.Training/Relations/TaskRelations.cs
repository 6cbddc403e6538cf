using DenseEdge.Contracts;

namespace DenseEdge.Training.Relations;

/// <summary>
/// Which context each task reads from each other, for tasks of any name: what <see cref="Genotype"/> is for the tasks that this
/// library knows. Immutable.
/// </summary>
public sealed class TaskRelations
{
    private readonly string[] _tasks;
    private readonly ContextType[] _cells;

    /// <summary>Makes relations from a matrix.</summary>
    /// <param name="tasks">Names of the tasks, without dots: they become parts of parameter names.</param>
    /// <param name="cells">[target, source], in the order of the tasks.</param>
    /// <exception cref="ArgumentException">The message lists everything that is wrong with names and matrix.</exception>
    public TaskRelations(IReadOnlyList<string> tasks, ContextType[,] cells)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(cells);
        List<string> faults = [.. Faults(tasks, cells)];
        if (faults.Count > 0)
        {
            throw new ArgumentException($"Task relations: {string.Join(" ", faults)}");
        }

        _tasks = [.. tasks];
        _cells = [.. cells.Cast<ContextType>()];
    }

    /// <summary>The tasks, in the order of rows, columns and concatenations.</summary>
    public IReadOnlyList<string> Tasks => _tasks;

    /// <summary>The tasks whose auxiliary predictions are read: targets of T-label and sources of S-label.</summary>
    public IReadOnlyList<string> TasksWithAuxiliary => [.. _tasks.Where(NeedsAuxiliary)];

    /// <summary>Gets the context that a target reads from a source.</summary>
    /// <param name="target">The task that is refined.</param>
    /// <param name="source">The task whose features are read.</param>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public ContextType this[string target, string source] => _cells[(Index(target) * _tasks.Length) + Index(source)];

    /// <summary>Makes relations with the same context for every pair, a task with itself included.</summary>
    /// <param name="tasks">Names of the tasks.</param>
    /// <param name="type">The context of every pair.</param>
    public static TaskRelations Uniform(IReadOnlyList<string> tasks, ContextType type)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ContextType[,] cells = new ContextType[tasks.Count, tasks.Count];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i / tasks.Count, i % tasks.Count] = type;
        }

        return new TaskRelations(tasks, cells);
    }

    /// <summary>Takes over a genotype, with the keys of its tasks as names.</summary>
    /// <param name="genotype">The genotype.</param>
    public static TaskRelations Of(Genotype genotype)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        int count = genotype.Tasks.Count;
        ContextType[,] cells = new ContextType[count, count];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i / count, i % count] = genotype[genotype.Tasks[i / count], genotype.Tasks[i % count]];
        }

        return new TaskRelations([.. genotype.Tasks.Select(task => task.Key())], cells);
    }

    /// <summary>Gets the sources that a target reads, in task order.</summary>
    /// <param name="target">The task that is refined.</param>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public IReadOnlyList<string> SelectedSources(string target)
        => [.. _tasks.Where(source => this[target, source] != ContextType.None)];

    private bool NeedsAuxiliary(string task)
        => Array.Exists(_tasks, source => this[task, source] == ContextType.TargetLabel)
            || Array.Exists(_tasks, target => this[target, task] == ContextType.SourceLabel);

    private int Index(string task)
    {
        int index = Array.IndexOf(_tasks, task);
        return index >= 0
            ? index
            : throw new ArgumentException($"Expected one of the tasks {string.Join(", ", _tasks)}, got '{task}'.", nameof(task));
    }

    private static IEnumerable<string> Faults(IReadOnlyList<string> tasks, ContextType[,] cells)
    {
        if (tasks.Count == 0)
        {
            yield return "Expected at least one task.";
        }

        foreach (string? name in tasks.Where(name => string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal)))
        {
            yield return $"Expected a name without dots for a task, got '{name}'.";
        }

        foreach (string repeated in tasks.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            yield return $"Task '{repeated}' appears more than once.";
        }

        if (cells.GetLength(0) != tasks.Count || cells.GetLength(1) != tasks.Count)
        {
            yield return $"Expected {tasks.Count}x{tasks.Count} cells, got {cells.GetLength(0)}x{cells.GetLength(1)}.";
        }

        foreach (ContextType cell in cells.Cast<ContextType>().Where(cell => !Enum.IsDefined(cell)).Distinct())
        {
            yield return $"Expected context types from 0 to 4, got {(int)cell}.";
        }
    }
}
