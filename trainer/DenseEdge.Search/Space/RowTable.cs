namespace DenseEdge.Search.Space;

/// <summary>
/// What every setting of every row is worth. With fixed weights the prediction of a task depends on its own row alone, so the
/// worth of a genotype is the sum over its rows, exactly.
/// </summary>
/// <remarks>In the authors' code the output of task t is a function of the backbone's features, of auxiliary predictions that no
/// choice changes, and of row t. A row is worth its share of Δm: the sign-corrected relative gain of the task's metric.</remarks>
public sealed class RowTable
{
    private readonly double[][] _worth;

    /// <summary>Makes a table.</summary>
    /// <param name="space">The space that the rows are of.</param>
    /// <param name="worth">[target][row], higher is better, in the space's numbers.</param>
    /// <exception cref="ArgumentException">Another size than the space's, or a number that is not finite.</exception>
    public RowTable(GenotypeSpace space, IReadOnlyList<IReadOnlyList<double>> worth)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(worth);
        int[] expected = [.. space.Tasks.Select((_, target) => space.RowCount(target))];
        if (!expected.SequenceEqual(worth.Select(row => row.Count)))
        {
            throw new ArgumentException(
                $"Expected [{string.Join(", ", expected)}] rows, got [{string.Join(", ", worth.Select(row => row.Count))}].",
                nameof(worth));
        }

        _worth = [.. worth.Select(row => row.ToArray())];
        for (int target = 0; target < _worth.Length; target++)
        {
            int row = Array.FindIndex(_worth[target], value => !double.IsFinite(value));
            if (row >= 0)
            {
                throw new ArgumentException(
                    $"Expected finite numbers, got {_worth[target][row]} for row {row} of task {target}.", nameof(worth));
            }
        }
    }

    /// <summary>The mean of several tables of one space.</summary>
    /// <param name="space">The space.</param>
    /// <param name="tables">The tables, at least one.</param>
    /// <exception cref="ArgumentException">There is no table.</exception>
    public static RowTable Mean(GenotypeSpace space, IReadOnlyList<RowTable> tables)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(tables);
        return tables.Count == 0
            ? throw new ArgumentException("Expected at least one table, got none.", nameof(tables))
            : new RowTable(space, [.. space.Tasks.Select((_, target) => Enumerable.Range(0, space.RowCount(target))
                .Select(row => tables.Average(table => table[target, row])).ToArray())]);
    }

    /// <summary>What a setting of a row is worth.</summary>
    /// <param name="target">Index of the target.</param>
    /// <param name="row">Which setting.</param>
    public double this[int target, int row] => _worth[target][row];
}
