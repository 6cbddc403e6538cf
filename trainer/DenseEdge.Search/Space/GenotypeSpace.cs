using System.Numerics;
using DenseEdge.Contracts;

namespace DenseEdge.Search.Space;

/// <summary>
/// Every genotype over some tasks: for each ordered pair (target ← source) one of the contexts that are allowed there. A
/// task's own row never has <see cref="ContextType.SourceLabel"/> on the diagonal, where it would be the same as
/// <see cref="ContextType.TargetLabel"/>.
/// </summary>
/// <remarks>The space of T tasks has 5^(T(T−1)) · 4^T genotypes when nothing is masked: 6.25·10¹⁰ for 4 tasks, 9.8·10¹⁶ for 5
/// (Bruggemann et al., ICCV 2021, and the authors' code).</remarks>
public sealed class GenotypeSpace
{
    private readonly ContextType[][][] _choices;

    /// <summary>Makes a space.</summary>
    /// <param name="tasks">The tasks, in the order of rows and columns; 1 to 8.</param>
    /// <param name="allowed">The contexts that the target runs well; null for all five. <see cref="ContextType.None"/> is always
    /// allowed, and need not be named.</param>
    /// <exception cref="ArgumentException">No task, too many, or one twice.</exception>
    public GenotypeSpace(IReadOnlyList<TaskKind> tasks, IReadOnlyCollection<ContextType>? allowed = null)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.Count is < 1 or > 8 || tasks.Distinct().Count() != tasks.Count)
        {
            throw new ArgumentException(
                $"Expected 1 to 8 different tasks, got [{string.Join(", ", tasks.Select(TaskKinds.Key))}].", nameof(tasks));
        }

        Tasks = [.. tasks];
        ContextType[] offDiagonal = [.. Enum.GetValues<ContextType>()
            .Where(type => type == ContextType.None || allowed is null || allowed.Contains(type))];
        ContextType[] diagonal = [.. offDiagonal.Where(type => type != ContextType.SourceLabel)];
        _choices = [.. tasks.Select((_, target) =>
            tasks.Select((_, source) => target == source ? diagonal : offDiagonal).ToArray())];
    }

    /// <summary>The tasks, in the order of rows and columns.</summary>
    public IReadOnlyList<TaskKind> Tasks { get; }

    /// <summary>How many genotypes there are.</summary>
    public BigInteger Count => _choices.SelectMany(row => row)
        .Aggregate(BigInteger.One, (product, choices) => product * choices.Length);

    /// <summary>How many settings the row of one target has.</summary>
    /// <param name="target">Index of the target in <see cref="Tasks"/>.</param>
    public int RowCount(int target) => _choices[target].Aggregate(1, (product, choices) => product * choices.Length);

    /// <summary>Gets one setting of a row: the contexts that a target reads from every source, in task order.</summary>
    /// <param name="target">Index of the target in <see cref="Tasks"/>.</param>
    /// <param name="row">Which setting, from 0 to <see cref="RowCount"/> − 1; the last source varies fastest, and row 0 is
    /// <see cref="ContextType.None"/> everywhere.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ContextType[] Row(int target, int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount(target));
        ContextType[] contexts = new ContextType[Tasks.Count];
        for (int source = Tasks.Count - 1; source >= 0; source--)
        {
            ContextType[] choices = _choices[target][source];
            (row, int choice) = Math.DivRem(row, choices.Length);
            contexts[source] = choices[choice];
        }

        return contexts;
    }

    /// <summary>Finds a setting of a row.</summary>
    /// <param name="target">Index of the target in <see cref="Tasks"/>.</param>
    /// <param name="contexts">The contexts in task order.</param>
    /// <returns>The number that <see cref="Row"/> takes; −1 if the space doesn't allow one of the contexts.</returns>
    public int IndexOf(int target, IReadOnlyList<ContextType> contexts)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        int index = 0;
        for (int source = 0; source < Tasks.Count; source++)
        {
            int choice = Array.IndexOf(_choices[target][source], contexts[source]);
            if (choice < 0)
            {
                return -1;
            }

            index = (index * _choices[target][source].Length) + choice;
        }

        return index;
    }

    /// <summary>Puts a genotype together.</summary>
    /// <param name="rows">The setting of each row, in task order.</param>
    /// <exception cref="ArgumentException">Another number of rows than tasks.</exception>
    public Genotype Genotype(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count != Tasks.Count)
        {
            throw new ArgumentException($"Expected {Tasks.Count} rows, got {rows.Count}.", nameof(rows));
        }

        ContextType[,] cells = new ContextType[Tasks.Count, Tasks.Count];
        for (int target = 0; target < Tasks.Count; target++)
        {
            ContextType[] row = Row(target, rows[target]);
            for (int source = 0; source < row.Length; source++)
            {
                cells[target, source] = row[source];
            }
        }

        return new Genotype(Tasks, cells);
    }
}
