using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Search.Fronts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;

namespace DenseEdge.Search.Reports;

/// <summary>The exact front beside what anybody could do without it: random search, the networks that need no search, and the
/// published search; all priced by the same costs and judged by the same table.</summary>
/// <remarks>What the target can't run, because a context is masked there, takes no part.</remarks>
public static class StandardComparisons
{
    /// <summary>Compares.</summary>
    /// <param name="space">The genotypes.</param>
    /// <param name="costs">What they cost.</param>
    /// <param name="searched">Seeds, each with the table that its search chooses by; at least one.</param>
    /// <param name="judge">What the genotypes are worth to the judge: best not what any search saw.</param>
    /// <param name="evaluations">How many genotypes random search looks at: as many as the row tables took passes makes it a
    /// fair race.</param>
    /// <param name="paper">What the published search chose with each seed; empty if it didn't run.</param>
    /// <returns>The methods, and the corner that they are all measured from.</returns>
    /// <exception cref="ArgumentException">There is no seed, or a genotype has other tasks.</exception>
    public static (IReadOnlyList<FrontComparison> Comparisons, HypervolumeReference Reference) Of(
        GenotypeSpace space, GenotypeCosts costs, IReadOnlyList<(int Seed, RowTable Table)> searched, RowTable judge,
        int evaluations, IReadOnlyList<(int Seed, Genotype Genotype)> paper)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(searched);
        ArgumentNullException.ThrowIfNull(paper);
        Front? Judged(IEnumerable<Genotype> genotypes)
        {
            FrontPoint[] points = [.. genotypes.Select(found => KnownPoint.Of(space, costs, judge, found)).OfType<FrontPoint>()];
            return points.Length > 0 ? Front.Of(points) : null;
        }

        Front Found(Front front) => Judged(front.Points.Select(point => point.Genotype))!;
        (int, Front)[] published =
        [
            .. paper.Select(found => (found.Seed, Front: Judged([found.Genotype])))
                .Where(found => found.Front is not null).Select(found => (found.Seed, found.Front!)),
        ];
        SearchMethod[] methods =
        [
            new("exact front", [.. searched.Select(run => (run.Seed, Found(ExactFront.Compute(space, costs, run.Table))))]),
            new("random search", [.. searched.Select(run =>
                (run.Seed, Found(RandomSearch.Run(space, costs, run.Table, evaluations, run.Seed))))])
            {
                Cost = string.Create(CultureInfo.InvariantCulture, $"{evaluations} evaluations"),
            },
            new("no context and all T-label", [(0, Judged([KnownPoint.NoContext(space), KnownPoint.AllTargetLabel(space)])!)]),
            .. published.Length > 0 ? [new SearchMethod("paper mode", published)] : (SearchMethod[])[],
        ];
        HypervolumeReference reference = HypervolumeComparison.Reference(methods);
        return (HypervolumeComparison.Compare(methods, reference), reference);
    }
}
