using DenseEdge.Contracts;
using DenseEdge.Search.Fronts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;

namespace DenseEdge.Search.Reports;

/// <summary>Prices networks that nobody searched for.</summary>
public static class KnownPoint
{
    /// <summary>Prices a genotype.</summary>
    /// <param name="space">The genotypes that the table knows.</param>
    /// <param name="costs">What they cost.</param>
    /// <param name="table">What they are worth.</param>
    /// <param name="genotype">A genotype over the space's tasks.</param>
    /// <returns>Null if the space doesn't hold the genotype, because the target runs one of its contexts badly.</returns>
    /// <exception cref="ArgumentException">The genotype has other tasks.</exception>
    public static FrontPoint? Of(GenotypeSpace space, GenotypeCosts costs, RowTable table, Genotype genotype)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(genotype);
        int[] rows = [.. space.Tasks.Select((target, index) =>
            space.IndexOf(index, [.. space.Tasks.Select(source => genotype[target, source])]))];
        return rows.Contains(-1) ? null : Of(space, costs, table, rows);
    }

    /// <summary>The network whose tasks exchange nothing.</summary>
    /// <param name="space">The genotypes.</param>
    public static Genotype NoContext(GenotypeSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return Genotype.Uniform(space.Tasks, ContextType.None);
    }

    /// <summary>The network in which every pair reads the regions of the target: the published search chooses it for more than
    /// half of all pairs.</summary>
    /// <param name="space">The genotypes.</param>
    public static Genotype AllTargetLabel(GenotypeSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return Genotype.Uniform(space.Tasks, ContextType.TargetLabel);
    }

    /// <summary>Prices rows.</summary>
    internal static FrontPoint Of(GenotypeSpace space, GenotypeCosts costs, RowTable table, int[] rows)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(table);
        Genotype genotype = space.Genotype(rows);

        // Summed in task order, as the exact front does, so that equal genotypes are worth exactly the same.
        double worth = 0;
        for (int target = 0; target < rows.Length; target++)
        {
            worth += table[target, rows[target]];
        }

        return new FrontPoint(genotype, costs.Microseconds(genotype), worth);
    }
}
