using DenseEdge.Contracts;
using DenseEdge.Search.Fronts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Reports;
using DenseEdge.Search.Space;
using static DenseEdge.Search.Tests.Fronts.RandomInstances;

namespace DenseEdge.Search.Tests.Reports;

public sealed class SearchMethodTests
{
    private static readonly Genotype Any = Genotype.Uniform([TaskKind.Depth], ContextType.Global);

    [Fact]
    public void Compare_TwoMethods_FromTheirCommonCorner_ByHand()
    {
        SearchMethod[] methods =
        [
            new("ours", [(0, Front.Of([Point(10_000, 2), Point(20_000, 6)]))]) { Cost = "1 min" },
            new("random", [(4, Front.Of([Point(20_000, 3)])), (5, Front.Of([Point(30_000, 1)]))]),
        ];

        HypervolumeReference reference = HypervolumeComparison.Reference(methods);
        IReadOnlyList<FrontComparison> compared = HypervolumeComparison.Compare(methods, reference);

        // The corner is 30 ms at 1. Ours: (30 - 10)(2 - 1) + (30 - 20)(6 - 2) ms; random: (30 - 20)(3 - 1), and the corner.
        Assert.Equal(new HypervolumeReference(30, 1), reference);
        Assert.Equal([new SeedHypervolume(0, 60)], compared[0].Seeds);
        Assert.Equal([new SeedHypervolume(4, 20), new SeedHypervolume(5, 0)], compared[1].Seeds);
        Assert.Equal("1 min", compared[0].Cost);
        Assert.Equal([new CurvePoint(10, 2), new CurvePoint(20, 6)], compared[0].Curve);
    }

    [Fact]
    public void Compare_AMethodWithoutRuns_IsNamed()
        => Assert.Contains(
            "paper mode: 0",
            Assert.Throws<ArgumentException>(() => HypervolumeComparison.Reference([new SearchMethod("paper mode", [])])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void RandomSearch_OfAnySeed_NeverBeatsTheExactFront()
    {
        Random random = new(1);
        GenotypeSpace space = new(AllTasks[..3]);
        (GenotypeCosts costs, RowTable table) = (Costs(random, 3), Table(random, space));
        Front exact = ExactFront.Compute(space, costs, table);

        Front[] fronts = [.. Enumerable.Range(0, 3).Select(seed => RandomSearch.Run(space, costs, table, 300, seed))];

        Assert.All(fronts.SelectMany(front => front.Points), point =>
            Assert.True(exact.Best(point.LatencyMicroseconds)!.Utility >= point.Utility));
        Assert.NotEqual(fronts[0].Points, fronts[1].Points);
        Assert.Equal(fronts[1].Points, RandomSearch.Run(space, costs, table, 300, 1).Points);
    }

    [Fact]
    public void RandomSearch_OfASmallSpace_FindsTheExactFront()
    {
        // 100 genotypes, drawn 2000 times: one is missed with a probability of 100 · 0.99^2000, 2e-7.
        Random random = new(2);
        GenotypeSpace space = new(AllTasks[..2], [ContextType.Global, ContextType.TargetLabel]);
        (GenotypeCosts costs, RowTable table) = (Costs(random, 2), Table(random, space));

        Front front = RandomSearch.Run(space, costs, table, 2000, seed: 0);

        Assert.Equal(
            ExactFront.Compute(space, costs, table).Points.Select(point => (point.LatencyMicroseconds, point.Utility)),
            front.Points.Select(point => (point.LatencyMicroseconds, point.Utility)));
    }

    [Fact]
    public void KnownPoint_OfAGenotype_CostsAndIsWorthWhatTheModelsSay()
    {
        GenotypeSpace space = new(AllTasks[..2]);
        RowTable table = new(space, [
            [.. Enumerable.Range(0, space.RowCount(0)).Select(row => row * 1.0)],
            [.. Enumerable.Range(0, space.RowCount(1)).Select(row => row * 100.0)],
        ]);
        Genotype genotype = KnownPoint.AllTargetLabel(space);

        FrontPoint point = KnownPoint.Of(space, Costs(new Random(3), 2), table, genotype)!;

        // T-label is the last of four contexts on the diagonal, and the fourth of five beside it: rows 3 · 5 + 3 and 3 · 4 + 3.
        Assert.Equal(18 + 1500, point.Utility);
        Assert.Equal(Costs(new Random(3), 2).Microseconds(genotype), point.LatencyMicroseconds);
    }

    [Fact]
    public void KnownPoint_OfAMaskedContext_IsNone()
    {
        GenotypeSpace space = new(AllTasks[..2], [ContextType.Global]);
        Random random = new(4);
        (GenotypeCosts costs, RowTable table) = (Costs(random, 2), Table(random, space));

        Assert.Null(KnownPoint.Of(space, costs, table, KnownPoint.AllTargetLabel(space)));
        Assert.NotNull(KnownPoint.Of(space, costs, table, KnownPoint.NoContext(space)));
    }

    [Fact]
    public void StandardComparisons_WhereTheJudgeIsTheTableItself_RankTheExactFrontFirst()
    {
        Random random = new(6);
        GenotypeSpace space = new(AllTasks[..3]);
        (GenotypeCosts costs, RowTable table) = (Costs(random, 3), Table(random, space));
        Genotype[] found = [Genotype.Uniform(space.Tasks, ContextType.Global), KnownPoint.AllTargetLabel(space)];
        (int, RowTable)[] searched = [(1, table), (2, table), (3, table)];

        (IReadOnlyList<FrontComparison> compared, HypervolumeReference reference) = StandardComparisons.Of(
            space, costs, searched, table, 200, [(8, found[0]), (9, found[1])]);
        (IReadOnlyList<FrontComparison> without, _) = StandardComparisons.Of(space, costs, searched[..1], table, 200, []);

        Assert.Equal(
            ["exact front", "random search", "no context and all T-label", "paper mode"], compared.Select(method => method.Name));
        Assert.Equal([1, 2, 3], compared[1].Seeds.Select(seed => seed.Seed));
        Assert.Equal([8, 9], compared[3].Seeds.Select(seed => seed.Seed));
        Assert.All(compared.Skip(1).SelectMany(method => method.Seeds), seed =>
            Assert.InRange(seed.Hypervolume, 0, compared[0].Seeds[0].Hypervolume));

        // The slowest of all is T-label everywhere or beyond, and nothing is worth less than nothing.
        Assert.True(reference.SlowestMs * 1000 >= costs.Microseconds(found[1]));
        Assert.Equal(KnownPoint.Of(space, costs, table, KnownPoint.NoContext(space))!.Utility, reference.LeastUtility);
        Assert.Equal(3, without.Count);
    }

    [Fact]
    public void StandardComparisons_OfAJudgeThatDisagrees_TakeAwayWhatTheSearchOnlyBelieved()
    {
        // One task whose contexts the search ranks one way and the judge the other: what it chose is worth less than nothing.
        GenotypeSpace space = new(AllTasks[..1]);
        GenotypeCosts costs = Costs(new Random(7), 1);
        RowTable believed = new(space, [[0, 1, 2, 3]]), judge = new(space, [[0, -1, -2, -3]]);

        (IReadOnlyList<FrontComparison> compared, _) = StandardComparisons.Of(
            space, costs, [(0, believed), (1, judge)], judge, 1, []);

        Assert.Equal([0.0], compared[0].Curve.Select(point => point.Utility));
        Assert.Equal(compared[0].Seeds[1].Hypervolume, compared[0].Seeds[0].Hypervolume);
    }

    [Fact]
    public void Mean_OfTables_IsThatOfEveryRow()
    {
        GenotypeSpace space = new(AllTasks[..1]);

        RowTable mean = RowTable.Mean(space, [new RowTable(space, [[0, 1, 2, 3]]), new RowTable(space, [[1, 4, -2, 13]])]);

        Assert.Equal([0.5, 2.5, 0, 8], Enumerable.Range(0, 4).Select(row => mean[0, row]));
    }

    [Fact]
    public void DeltaM_OfAMetricThatFallsAndOneThatRises_ByHand()
    {
        TaskResult[] bare =
        [
            new(TaskKind.SemanticSegmentation, "mIoU", "1", 0.4, HigherIsBetter: true),
            new(TaskKind.Depth, "rmse", "m", 0.5, HigherIsBetter: false),
        ];
        TaskResult[] better = [bare[0] with { Value = 0.46 }, bare[1] with { Value = 0.6 }];

        // +15 % and -20 %.
        Assert.Equal(-2.5, DeltaM.Of(better, bare)!.Value, 1e-9);
        Assert.Null(DeltaM.Of(better[..1], bare));
        Assert.Null(DeltaM.Of([], []));
        Assert.Null(DeltaM.Of(better, [bare[0] with { Value = 0 }, bare[1] with { Value = 0 }]));
        Assert.Equal(-10, DeltaM.Of(better, [bare[0] with { Value = 0 }, bare[1]])!.Value, 1e-9);
    }

    [Fact]
    public void RankedNetworks_BeginWithThoseEverybodyKnows_AndSpreadOverTheLatencies()
    {
        Random random = new(9);
        GenotypeSpace space = new(AllTasks[..3]);
        (GenotypeCosts costs, RowTable table) = (Costs(random, 3), Table(random, space));
        Genotype chosen = Genotype.Uniform(space.Tasks, ContextType.Global);

        IReadOnlyList<Genotype> networks = RankedNetworks.Choose(space, costs, table, [chosen, chosen], 12, seed: 4);

        Assert.Equal([KnownPoint.NoContext(space), KnownPoint.AllTargetLabel(space), chosen], networks.Take(3));
        Assert.Equal(12, networks.Distinct().Count());
        Assert.Equal(networks, RankedNetworks.Choose(space, costs, table, [chosen], 12, seed: 4));
        long[] latencies = [.. networks.Skip(3).Select(costs.Microseconds).Order()];
        Assert.True(latencies[^1] > 1.2 * latencies[0], string.Join(' ', latencies));
    }

    private static FrontPoint Point(long microseconds, double utility) => new(Any, microseconds, utility);
}
