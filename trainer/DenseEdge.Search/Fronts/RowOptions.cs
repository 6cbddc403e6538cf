using DenseEdge.Contracts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;

namespace DenseEdge.Search.Fronts;

/// <summary>The settings of one row in order of cost, and the auxiliary heads that each needs.</summary>
internal sealed class RowOptions
{
    private readonly PartialPoint[] _rows;
    private readonly int[] _needs;

    public RowOptions(GenotypeSpace space, GenotypeCosts costs, RowTable table, int target)
    {
        int[] needs = new int[space.RowCount(target)];
        PartialPoint[] rows = new PartialPoint[needs.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            ContextType[] contexts = space.Row(target, row);
            needs[row] = Needs(target, contexts);
            rows[row] = new PartialPoint(costs.RowMicroseconds(target, contexts), table[target, row], 0, row);
        }

        _rows = [.. rows.OrderBy(row => row.Cost).ThenByDescending(row => row.Value).ThenBy(row => row.Row)];
        _needs = [.. _rows.Select(row => needs[row.Row])];
    }

    /// <summary>The settings that no other one beats, among those that need no other auxiliary heads than given.</summary>
    /// <param name="heads">A bit for each task whose head exists.</param>
    public PartialPoint[] Under(int heads)
    {
        List<PartialPoint> kept = [];
        double reached = double.NegativeInfinity;
        for (int i = 0; i < _rows.Length; i++)
        {
            if ((_needs[i] & ~heads) == 0 && _rows[i].Value > reached)
            {
                kept.Add(_rows[i]);
                reached = _rows[i].Value;
            }
        }

        return [.. kept];
    }

    private static int Needs(int target, ContextType[] contexts)
    {
        int heads = 0;
        for (int source = 0; source < contexts.Length; source++)
        {
            heads |= contexts[source] switch
            {
                ContextType.TargetLabel => 1 << target,
                ContextType.SourceLabel => 1 << source,
                _ => 0,
            };
        }

        return heads;
    }
}
