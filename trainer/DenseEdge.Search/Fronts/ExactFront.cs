using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;

namespace DenseEdge.Search.Fronts;

/// <summary>
/// The front of a whole space, for every budget at once, without leaving anything out: for each set of auxiliary heads the
/// choice of rows is a multiple-choice knapsack, solved by merging the rows' lists of unbeaten settings one after the other.
/// </summary>
/// <remarks>Nothing is approximated: costs are whole microseconds, and a setting is dropped only when another one of the same rows
/// costs no more and is worth no less, whatever the other rows are. A genotype that is found with a head that it doesn't need is
/// found again, cheaper, without it.</remarks>
public static class ExactFront
{
    /// <summary>Computes the front.</summary>
    /// <param name="space">The genotypes.</param>
    /// <param name="costs">What they cost; for as many tasks.</param>
    /// <param name="table">What they are worth.</param>
    /// <returns>The front; of genotypes with equal cost and worth it holds one.</returns>
    /// <exception cref="ArgumentException">The costs are for another number of tasks.</exception>
    public static Front Compute(GenotypeSpace space, GenotypeCosts costs, RowTable table)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(table);
        int tasks = space.Tasks.Count;
        if (costs.TaskCount != tasks)
        {
            throw new ArgumentException($"Expected costs for {tasks} tasks, got {costs.TaskCount}.", nameof(costs));
        }

        RowOptions[] options = [.. space.Tasks.Select((_, target) => new RowOptions(space, costs, table, target))];
        PartialPoint[][][] bySubset = [.. Enumerable.Range(0, 1 << tasks).Select(heads => Merge(options, costs, heads))];

        // In the union, Parent is the place in a subset's last list and Row the subset.
        PartialPoint[] union = [];
        for (int heads = 0; heads < bySubset.Length; heads++)
        {
            PartialPoint[] last = bySubset[heads][^1];
            union = ParetoList.Merge(
                union, [.. last.Select((point, i) => new PartialPoint(point.Cost, point.Value, i, heads))]);
        }

        return new Front([.. union.Select(point => new FrontPoint(
            space.Genotype(Rows(bySubset[point.Row], point.Parent)), point.Cost, point.Value))]);
    }

    /// <summary>Merges the rows under one set of heads.</summary>
    /// <returns>A list per row: the unbeaten settings of all rows up to it.</returns>
    private static PartialPoint[][] Merge(RowOptions[] options, GenotypeCosts costs, int heads)
    {
        long charge = costs.FixedMicroseconds;
        for (int task = 0; task < options.Length; task++)
        {
            charge += (heads >> task & 1) * costs.AuxiliaryHeadMicroseconds(task);
        }

        PartialPoint[][] lists = new PartialPoint[options.Length][];
        PartialPoint[] reached = [new PartialPoint(charge, 0, 0, 0)];
        for (int target = 0; target < options.Length; target++)
        {
            reached = lists[target] = ParetoList.Add(reached, options[target].Under(heads));
        }

        return lists;
    }

    private static int[] Rows(PartialPoint[][] lists, int index)
    {
        int[] rows = new int[lists.Length];
        for (int target = lists.Length - 1; target >= 0; target--)
        {
            PartialPoint point = lists[target][index];
            (rows[target], index) = (point.Row, point.Parent);
        }

        return rows;
    }
}
