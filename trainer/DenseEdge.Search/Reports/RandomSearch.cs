using DenseEdge.Search.Fronts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;

namespace DenseEdge.Search.Reports;

/// <summary>The search that any other one has to beat: genotypes are drawn uniformly, and the best of them are kept.</summary>
public static class RandomSearch
{
    /// <summary>Searches.</summary>
    /// <param name="space">The genotypes; every one is equally likely, and may be drawn again.</param>
    /// <param name="costs">What they cost.</param>
    /// <param name="table">What they are worth.</param>
    /// <param name="evaluations">How many genotypes to draw, at least 1.</param>
    /// <param name="seed">Seed of the draws: the same seed, the same front.</param>
    /// <returns>What no other drawn genotype beats.</returns>
    public static Front Run(GenotypeSpace space, GenotypeCosts costs, RowTable table, int evaluations, int seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(evaluations, 1);
        Random random = new(seed);

        // Rows are independent, so uniform rows are uniform genotypes.
        return Front.Of(Enumerable.Range(0, evaluations).Select(_ => KnownPoint.Of(
            space, costs, table, [.. space.Tasks.Select((_, target) => random.Next(space.RowCount(target)))])));
    }
}
