using DenseEdge.Contracts;
using DenseEdge.Search.Fronts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;

namespace DenseEdge.Search.Reports;

/// <summary>Chooses networks that show whether a supernet ranks networks as their own trainings do.</summary>
public static class RankedNetworks
{
    /// <summary>How many genotypes are drawn for one that is taken: enough to spread over the latencies.</summary>
    private const int DrawsPerNetwork = 50;

    /// <summary>Chooses: the network without contexts first, all T-label, those that a search chose, then in turn networks
    /// of the front and random ones, both spread over their latencies.</summary>
    /// <param name="space">The genotypes.</param>
    /// <param name="costs">What they cost.</param>
    /// <param name="table">What they are worth.</param>
    /// <param name="chosen">Networks that a search chose.</param>
    /// <param name="count">How many, at least 1; fewer if the space has no more.</param>
    /// <param name="seed">Seed of the random ones.</param>
    public static IReadOnlyList<Genotype> Choose(
        GenotypeSpace space, GenotypeCosts costs, RowTable table, IEnumerable<Genotype> chosen, int count, int seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Random random = new(seed);
        FrontPoint[] drawn = [.. Enumerable.Range(0, DrawsPerNetwork * count).Select(_ => KnownPoint.Of(
            space, costs, table, [.. space.Tasks.Select((_, target) => random.Next(space.RowCount(target)))]))];
        Genotype[] known =
        [
            .. new[] { KnownPoint.NoContext(space), KnownPoint.AllTargetLabel(space) }
                .Where(genotype => KnownPoint.Of(space, costs, table, genotype) is not null),
        ];
        IEnumerable<Genotype> front = Spread(ExactFront.Compute(space, costs, table).Points, count);
        IEnumerable<Genotype> others = Spread([.. drawn.OrderBy(point => point.LatencyMicroseconds)], count);
        return
        [
            .. known.Concat(chosen).Concat(front.Zip(others, (a, b) => new[] { a, b }).SelectMany(pair => pair))
                .Concat(drawn.Select(point => point.Genotype)).Distinct().Take(count),
        ];
    }

    /// <summary>The middles of equal parts of a list, so that the first few are spread as well as all: every second of them
    /// first.</summary>
    private static IEnumerable<Genotype> Spread(IReadOnlyList<FrontPoint> points, int count)
        => Enumerable.Range(0, count).OrderBy(part => part % 2)
            .Select(part => points[(int)(((2L * part) + 1) * points.Count / (2L * count))].Genotype);
}
