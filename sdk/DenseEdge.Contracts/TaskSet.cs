using System.Numerics;

namespace DenseEdge.Contracts;

/// <summary>Some of the tasks: what a model answers, or what a frame shall be asked. A plain value that costs no
/// allocation.</summary>
public readonly record struct TaskSet
{
    private readonly uint _bits;

    private TaskSet(uint bits) => _bits = bits;

    /// <summary>No task; the same as <c>default</c>.</summary>
    public static TaskSet None => default;

    /// <summary>Every task there is.</summary>
    public static TaskSet All { get; } = Of([.. TaskKinds.All]);

    /// <summary>Number of tasks in the set.</summary>
    public int Count => BitOperations.PopCount(_bits);

    /// <summary>Whether the set has no task.</summary>
    public bool IsEmpty => _bits == 0;

    /// <summary>Tells whether a task is in the set.</summary>
    /// <param name="task">The task.</param>
    public bool this[TaskKind task] => (_bits & Bit(task)) != 0;

    /// <summary>The tasks of both sets.</summary>
    /// <param name="left">One set.</param>
    /// <param name="right">Another.</param>
    public static TaskSet operator |(TaskSet left, TaskSet right) => new(left._bits | right._bits);

    /// <summary>The tasks that are in both sets.</summary>
    /// <param name="left">One set.</param>
    /// <param name="right">Another.</param>
    public static TaskSet operator &(TaskSet left, TaskSet right) => new(left._bits & right._bits);

    /// <summary>The tasks of both sets.</summary>
    /// <param name="left">One set.</param>
    /// <param name="right">Another.</param>
    public static TaskSet BitwiseOr(TaskSet left, TaskSet right) => left | right;

    /// <summary>The tasks that are in both sets.</summary>
    /// <param name="left">One set.</param>
    /// <param name="right">Another.</param>
    public static TaskSet BitwiseAnd(TaskSet left, TaskSet right) => left & right;

    /// <summary>Makes a set.</summary>
    /// <param name="tasks">Its tasks, in any order; a task that comes twice counts once.</param>
    public static TaskSet Of(params ReadOnlySpan<TaskKind> tasks)
    {
        TaskSet set = None;
        foreach (TaskKind task in tasks)
        {
            set = set.With(task);
        }

        return set;
    }

    /// <summary>Gets the tasks that a model answers.</summary>
    /// <param name="model">The model.</param>
    public static TaskSet Of(ModelMetadata model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of([.. model.Tasks.Select(task => task.Spec.Kind)]);
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">Keys of tasks with commas between them, such as <c>semseg,depth</c>.</param>
    /// <exception cref="FormatException">A key is of no task; the message lists those that exist.</exception>
    public static TaskSet Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] keys = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Of([.. keys.Select(TaskKinds.Parse)]);
    }

    /// <summary>Gets the set with one task more.</summary>
    /// <param name="task">The task.</param>
    public TaskSet With(TaskKind task) => new(_bits | Bit(task));

    /// <summary>Gets the set with one task less.</summary>
    /// <param name="task">The task.</param>
    public TaskSet Without(TaskKind task) => new(_bits & ~Bit(task));

    /// <summary>Tells whether every task of this set is in another.</summary>
    /// <param name="other">The other set.</param>
    public bool IsSubsetOf(TaskSet other) => (_bits & ~other._bits) == 0;

    /// <summary>Writes the keys of the tasks in the order of the benchmarks, such as <c>semseg,depth</c>.</summary>
    public override string ToString()
    {
        TaskSet set = this;
        return string.Join(",", TaskKinds.All.Where(task => set[task]).Select(TaskKinds.Key));
    }

    private static uint Bit(TaskKind task)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)task, (uint)TaskKinds.All.Count, nameof(task));
        return 1u << (int)task;
    }
}
