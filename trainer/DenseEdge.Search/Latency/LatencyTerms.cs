using DenseEdge.Contracts;

namespace DenseEdge.Search.Latency;

/// <summary>
/// The few numbers that a genotype's latency is made of. Blocks of the same shape cost the same, so pairs share terms: one for
/// global and one for local attention, and for both label contexts one per task that describes the regions, because their cost
/// depends on how many classes that task has.
/// </summary>
/// <remarks>For T tasks 4 + 2T terms, instead of one for each of up to 4T² − T blocks and 2T fixed charges: few enough to be
/// fitted from some dozen networks.</remarks>
public sealed class LatencyTerms
{
    private const int Fixed = 0;
    private const int RowOn = 1;
    private const int Global = 2;
    private const int Local = 3;
    private const int FirstLabel = 4;
    private readonly TaskKind[] _tasks;

    /// <summary>Makes the terms of some tasks.</summary>
    /// <param name="tasks">The tasks, in the order of rows and columns.</param>
    public LatencyTerms(IReadOnlyList<TaskKind> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        _tasks = [.. tasks];
        Names =
        [
            "fixed", "row", "global", "local",
            .. tasks.Select(task => $"label {task.Key()}"),
            .. tasks.Select(task => $"auxiliary {task.Key()}"),
        ];
    }

    /// <summary>What each term stands for.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How often each term occurs in a genotype.</summary>
    /// <param name="genotype">A genotype over the tasks.</param>
    /// <returns>One count per term.</returns>
    /// <exception cref="ArgumentException">The genotype has other tasks.</exception>
    public double[] Counts(Genotype genotype)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        if (!genotype.Tasks.SequenceEqual(_tasks))
        {
            throw new ArgumentException(
                $"Expected a genotype of [{string.Join(", ", _tasks.Select(TaskKinds.Key))}], "
                + $"got [{string.Join(", ", genotype.Tasks.Select(TaskKinds.Key))}].",
                nameof(genotype));
        }

        double[] counts = new double[Names.Count];
        counts[Fixed] = 1;
        for (int target = 0; target < _tasks.Length; target++)
        {
            for (int source = 0; source < _tasks.Length; source++)
            {
                if (Term(genotype[_tasks[target], _tasks[source]], target, source) is { } term)
                {
                    counts[term]++;
                }
            }

            counts[RowOn] += genotype.SelectedSources(_tasks[target]).Count > 0 ? 1 : 0;
            counts[Auxiliary(target)] = genotype.NeedsAuxiliaryHead(_tasks[target]) ? 1 : 0;
        }

        return counts;
    }

    /// <summary>Turns the terms into the costs of every block, in whole microseconds.</summary>
    /// <param name="microseconds">What each term costs, at least 0.</param>
    public GenotypeCosts Costs(IReadOnlyList<double> microseconds)
    {
        ArgumentNullException.ThrowIfNull(microseconds);
        int tasks = _tasks.Length;
        long[,,] pairs = new long[tasks, tasks, Enum.GetValues<ContextType>().Length];
        for (int target = 0; target < tasks; target++)
        {
            for (int source = 0; source < tasks; source++)
            {
                foreach (ContextType context in Enum.GetValues<ContextType>())
                {
                    pairs[target, source, (int)context] = Term(context, target, source) is { } term ? Whole(term) : 0;
                }
            }
        }

        return new GenotypeCosts(
            Whole(Fixed),
            pairs,
            [.. _tasks.Select(_ => Whole(RowOn))],
            [.. _tasks.Select((_, task) => Whole(Auxiliary(task)))]);

        long Whole(int term) => (long)Math.Round(microseconds[term]);
    }

    private static int? Term(ContextType context, int target, int source) => context switch
    {
        ContextType.Global => Global,
        ContextType.Local => Local,
        ContextType.TargetLabel => FirstLabel + target,
        ContextType.SourceLabel => FirstLabel + source,
        _ => null,
    };

    private int Auxiliary(int task) => FirstLabel + _tasks.Length + task;
}
