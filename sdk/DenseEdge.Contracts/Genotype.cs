using System.Text;

namespace DenseEdge.Contracts;

/// <summary>
/// Which context each target task reads from each source task: the result of the ATRC search, and the structure of the
/// network's distillation module. Immutable; equal genotypes have the same tasks in the same order and the same cells.
/// </summary>
public sealed class Genotype : IEquatable<Genotype>
{
    private readonly TaskKind[] _tasks;
    private readonly ContextType[] _cells;

    /// <summary>Makes a genotype from a matrix.</summary>
    /// <param name="tasks">The tasks; their order is the order of rows, columns and of the network's
    /// concatenations.</param>
    /// <param name="cells">[target, source], in the order of the tasks.</param>
    /// <param name="step">The training step of the search that wrote it; 0 if none did.</param>
    /// <exception cref="ArgumentException">There is no task, a task appears twice, the matrix has another size, or a
    /// cell is no context type.</exception>
    public Genotype(IReadOnlyList<TaskKind> tasks, ContextType[,] cells, int step = 0)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (tasks.Count == 0 || tasks.Distinct().Count() != tasks.Count)
        {
            throw new ArgumentException($"Expected different tasks, got {Keys(tasks)}.", nameof(tasks));
        }

        if (cells.GetLength(0) != tasks.Count || cells.GetLength(1) != tasks.Count)
        {
            throw new ArgumentException(
                $"Expected {tasks.Count}x{tasks.Count} cells for {Keys(tasks)}, "
                + $"got {cells.GetLength(0)}x{cells.GetLength(1)}.",
                nameof(cells));
        }

        _tasks = [.. tasks];
        _cells = [.. cells.Cast<ContextType>()];
        Step = step;
        ContextType wrong = Array.Find(_cells, cell => !Enum.IsDefined(cell));
        if (wrong != ContextType.None)
        {
            throw new ArgumentException($"Expected context types from 0 to 4, got {(int)wrong}.", nameof(cells));
        }
    }

    /// <summary>The tasks, in the order of rows and columns.</summary>
    public IReadOnlyList<TaskKind> Tasks => _tasks;

    /// <summary>The training step of the search that wrote it; 0 if none did. It takes no part in equality.</summary>
    public int Step { get; }

    /// <summary>The tasks that need an auxiliary head because some pair reads the regions of their coarse
    /// prediction.</summary>
    /// <value>In task order: t is here if a pair (t ← s) is <see cref="ContextType.TargetLabel"/> or a pair (t′ ← t) is
    /// <see cref="ContextType.SourceLabel"/>.</value>
    public IReadOnlyList<TaskKind> TasksWithAuxiliaryHead => [.. _tasks.Where(NeedsAuxiliaryHead)];

    /// <summary>Gets the context that a target reads from a source.</summary>
    /// <param name="target">The task that is refined.</param>
    /// <param name="source">The task whose features are read.</param>
    /// <exception cref="ArgumentException">The genotype doesn't have one of the tasks.</exception>
    public ContextType this[TaskKind target, TaskKind source] => _cells[(Index(target) * _tasks.Length) + Index(source)];

    /// <summary>Makes a genotype with the same context for every pair, the diagonal included.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="type">The context of every pair.</param>
    public static Genotype Uniform(IReadOnlyList<TaskKind> tasks, ContextType type)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ContextType[,] cells = new ContextType[tasks.Count, tasks.Count];
        for (int target = 0; target < tasks.Count; target++)
        {
            for (int source = 0; source < tasks.Count; source++)
            {
                cells[target, source] = type;
            }
        }

        return new Genotype(tasks, cells);
    }

    /// <summary>Reads the reference implementation's file format.</summary>
    /// <param name="json"><c>{"data": {target: {source: code}}, "step": number}</c>.</param>
    /// <exception cref="FormatException">The text is no such object; the message says what is missing or
    /// wrong.</exception>
    public static Genotype Parse(string json) => GenotypeFormat.Parse(json);

    /// <summary>Gets the sources that a target reads, in task order.</summary>
    /// <param name="target">The task that is refined.</param>
    /// <returns>The tasks whose cell is not <see cref="ContextType.None"/>.</returns>
    /// <exception cref="ArgumentException">The genotype doesn't have the task.</exception>
    public IReadOnlyList<TaskKind> SelectedSources(TaskKind target)
        => [.. _tasks.Where(source => this[target, source] != ContextType.None)];

    /// <summary>Tells whether a task needs an auxiliary head.</summary>
    /// <param name="task">A task of the genotype.</param>
    /// <exception cref="ArgumentException">The genotype doesn't have the task.</exception>
    public bool NeedsAuxiliaryHead(TaskKind task)
        => Array.Exists(_tasks, source => this[task, source] == ContextType.TargetLabel)
            || Array.Exists(_tasks, target => this[target, task] == ContextType.SourceLabel);

    /// <summary>Writes the reference implementation's file format.</summary>
    public string ToJson() => GenotypeFormat.Write(this);

    /// <inheritdoc/>
    public bool Equals(Genotype? other)
        => other is not null
            && _tasks.AsSpan().SequenceEqual(other._tasks)
            && _cells.AsSpan().SequenceEqual(other._cells);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Genotype);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        Array.ForEach(_tasks, hash.Add);
        foreach (ContextType cell in _cells)
        {
            hash.Add(cell);
        }

        return hash.ToHashCode();
    }

    /// <summary>Prints the matrix as a grid, one row per target and one column per source.</summary>
    public override string ToString()
    {
        const string corner = "target \\ source";
        int first = Math.Max(corner.Length, _tasks.Max(task => task.Key().Length));
        int width = Math.Max(_tasks.Max(task => task.Key().Length), _cells.Max(cell => Word(cell).Length)) + 2;
        StringBuilder text = new(corner.PadRight(first));
        foreach (TaskKind source in _tasks)
        {
            text.Append(source.Key().PadLeft(width));
        }

        foreach (TaskKind target in _tasks)
        {
            text.Append('\n').Append(target.Key().PadRight(first));
            foreach (TaskKind source in _tasks)
            {
                text.Append(Word(this[target, source]).PadLeft(width));
            }
        }

        return text.ToString();
    }

    private static string Word(ContextType type) => type switch
    {
        ContextType.None => "-",
        ContextType.Global => "global",
        ContextType.Local => "local",
        ContextType.TargetLabel => "t-label",
        _ => "s-label",
    };

    private static string Keys(IEnumerable<TaskKind> tasks) => $"[{string.Join(", ", tasks.Select(TaskKinds.Key))}]";

    private int Index(TaskKind task)
    {
        int index = Array.IndexOf(_tasks, task);
        return index >= 0
            ? index
            : throw new ArgumentException(
                $"Expected one of the genotype's tasks {Keys(_tasks)}, got {task.Key()}.", nameof(task));
    }
}
