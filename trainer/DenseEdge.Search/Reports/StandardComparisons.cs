using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Search.Fronts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;

namespace DenseEdge.Search.Reports;

/// <summary>The exact front beside what anybody could do without it: random search, the networks that need no search, and the
/// published search; all priced by the same costs and valued by the same tables.</summary>
/// <remarks>What the target can't run, because a context is masked there, takes no part.</remarks>
public static class StandardComparisons
{
    /// <summary>Compares.</summary>
    /// <param name="space">The genotypes.</param>
    /// <param name="costs">What they cost.</param>
    /// <param name="table">What they are worth.</param>
    /// <param name="evaluations">How many genotypes random search looks at: as many as the row tables took passes makes it a
    /// fair race.</param>
    /// <param name="seeds">Seeds of random search, at least one.</param>
    /// <param name="paper">What the published search chose with each seed; empty if it didn't run.</param>
    /// <returns>The methods, and the corner that they are all measured from.</returns>
    /// <exception cref="ArgumentException">There is no seed, or a genotype has other tasks.</exception>
    public static (IReadOnlyList<FrontComparison> Comparisons, HypervolumeReference Reference) Of(
        GenotypeSpace space, GenotypeCosts costs, RowTable table, int evaluations, IReadOnlyList<int> seeds,
        IReadOnlyList<(int Seed, Genotype Genotype)> paper)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentNullException.ThrowIfNull(paper);
        FrontPoint[] baselines =
        [
            .. new[] { KnownPoint.NoContext(space), KnownPoint.AllTargetLabel(space) }
                .Select(genotype => KnownPoint.Of(space, costs, table, genotype)).OfType<FrontPoint>(),
        ];
        (int, Front)[] published =
        [
            .. paper.Select(found => (found.Seed, Point: KnownPoint.Of(space, costs, table, found.Genotype)))
                .Where(found => found.Point is not null).Select(found => (found.Seed, Front.Of([found.Point!]))),
        ];
        SearchMethod[] methods =
        [
            new("exact front", [(0, ExactFront.Compute(space, costs, table))]),
            new("random search", [.. seeds.Select(seed => (seed, RandomSearch.Run(space, costs, table, evaluations, seed)))])
            {
                Cost = string.Create(CultureInfo.InvariantCulture, $"{evaluations} evaluations"),
            },
            new("no context and all T-label", [(0, Front.Of(baselines))]),
            .. published.Length > 0 ? [new SearchMethod("paper mode", published)] : (SearchMethod[])[],
        ];
        HypervolumeReference reference = HypervolumeComparison.Reference(methods);
        return (HypervolumeComparison.Compare(methods, reference), reference);
    }
}
