using DenseEdge.Contracts;

namespace DenseEdge.Search.Latency;

/// <summary>
/// What each term costs by differences of few networks: the empty one, and for every kind of block one network with a single such
/// block and one with a whole row of them.
/// </summary>
/// <remarks>Differences of whole networks carry the error of both, so a prior and no more; the whole row makes it smaller by the
/// number of tasks less one.</remarks>
public sealed class BlockPrior
{
    private readonly IReadOnlyList<TaskKind> _tasks;

    /// <summary>Names the networks.</summary>
    /// <param name="tasks">The tasks, in the order of rows and columns; at least two.</param>
    /// <exception cref="ArgumentException">There are fewer than two tasks.</exception>
    public BlockPrior(IReadOnlyList<TaskKind> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.Count < 2)
        {
            throw new ArgumentException($"Expected at least 2 tasks, got {tasks.Count}.", nameof(tasks));
        }

        _tasks = [.. tasks];
        Networks =
        [
            Genotype.Uniform(_tasks, ContextType.None),
            Row(0, ContextType.Global, 1), Row(0, ContextType.Global, tasks.Count),
            Row(0, ContextType.Local, 1), Row(0, ContextType.Local, tasks.Count),
            .. tasks.SelectMany((_, target) => new[]
            {
                Row(target, ContextType.TargetLabel, 1), Row(target, ContextType.TargetLabel, tasks.Count),
            }),
        ];
    }

    /// <summary>The networks to measure.</summary>
    public IReadOnlyList<Genotype> Networks { get; }

    /// <summary>Works the terms out.</summary>
    /// <param name="microseconds">What each of <see cref="Networks"/> takes.</param>
    /// <returns>What each term of <see cref="LatencyTerms"/> costs, at least 0.</returns>
    public double[] Microseconds(IReadOnlyList<double> microseconds)
    {
        ArgumentNullException.ThrowIfNull(microseconds);
        if (microseconds.Count != Networks.Count)
        {
            throw new ArgumentException($"Expected {Networks.Count} latencies, got {microseconds.Count}.", nameof(microseconds));
        }

        double empty = microseconds[0];
        double global = Block(microseconds, 1);
        double row = Math.Max(0, microseconds[1] - empty - global);
        double local = Block(microseconds, 3);
        double[] labels = [.. _tasks.Select((_, task) => Block(microseconds, 5 + (2 * task)))];
        double[] heads = [.. _tasks.Select((_, task) => Math.Max(0, microseconds[5 + (2 * task)] - empty - row - labels[task]))];
        return [empty, row, global, local, .. labels, .. heads];
    }

    /// <summary>What a block costs: a whole row of them less a single one.</summary>
    private double Block(IReadOnlyList<double> microseconds, int single)
        => Math.Max(0, (microseconds[single + 1] - microseconds[single]) / (_tasks.Count - 1));

    /// <summary>A genotype with some equal blocks in one row, beginning with the diagonal.</summary>
    private Genotype Row(int target, ContextType type, int count)
    {
        ContextType[,] cells = new ContextType[_tasks.Count, _tasks.Count];
        for (int i = 0; i < count; i++)
        {
            cells[target, (target + i) % _tasks.Count] = type;
        }

        return new Genotype(_tasks, cells);
    }
}
