using DenseEdge.Search.Fronts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;
using static DenseEdge.Search.Tests.Fronts.RandomInstances;

namespace DenseEdge.Search.Tests.Fronts;

public sealed class SpaceFrontTests
{
    [Fact]
    public void RandomSpaces_UnionOverSettings_IsTheFrontOfBruteForce()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            Random random = new(9000 + seed);
            GenotypeSpace genotypes = new(AllTasks[..2]);
            SearchSpace space = new(genotypes, Settings(1 + (seed % 4)));
            (GenotypeCosts Costs, RowTable Table)[] models =
                [.. space.Settings.Select(_ => (Costs(random, 2), Table(random, genotypes)))];

            SpaceFront front = SpaceFront.Union(
                space, [.. models.Select(model => ExactFront.Compute(genotypes, model.Costs, model.Table))]);

            List<(long, double)> expected = Unbeaten(models.SelectMany(model => Everything(genotypes, model.Costs, model.Table)));
            Assert.Equal(expected, front.Points.Select(point => (point.LatencyMicroseconds, point.Utility)));
            Assert.All(front.Points, point =>
            {
                Assert.True(space.Contains(point.Network));
                int setting = space.Settings.Index().Single(entry => entry.Item == point.Network.Setting).Index;
                Assert.Equal(point.LatencyMicroseconds, models[setting].Costs.Microseconds(point.Network.Genotype));
            });
        }
    }

    [Fact]
    public void Best_UnderABudget_MayBeOfAnotherSetting()
    {
        // The small backbone is the best up to 200 µs; from there on the large one without any context is worth more.
        GenotypeSpace genotypes = new(AllTasks[..1]);
        SearchSpace space = new(genotypes, Settings(2));
        long[,,] pairs = new long[1, 1, 5];
        (pairs[0, 0, 1], pairs[0, 0, 2], pairs[0, 0, 3]) = (50, 500, 60);
        Front small = ExactFront.Compute(
            genotypes, new GenotypeCosts(100, pairs, [0], [0]), new RowTable(genotypes, [[0.0, 1.0, 1.5, 1.25]]));
        Front large = ExactFront.Compute(
            genotypes, new GenotypeCosts(200, pairs, [0], [0]), new RowTable(genotypes, [[2.0, 3.0, 2.5, 2.75]]));

        SpaceFront front = SpaceFront.Union(space, [small, large]);

        Assert.Equal([(100L, 0.0), (150, 1), (160, 1.25), (200, 2), (250, 3)],
            front.Points.Select(point => (point.LatencyMicroseconds, point.Utility)));
        Assert.Equal(space.Settings[0], front.Best(199)!.Network.Setting);
        Assert.Equal(space.Settings[1], front.Best(200)!.Network.Setting);
        Assert.Null(front.Best(99));
        Assert.Equal(100, front.Fastest.LatencyMicroseconds);
    }

    [Fact]
    public void Union_WithAFrontTooFew_NamesBothNumbers()
    {
        GenotypeSpace genotypes = new(AllTasks[..1]);

        ArgumentException fault = Assert.Throws<ArgumentException>(
            () => SpaceFront.Union(new SearchSpace(genotypes, Settings(2)), []));

        Assert.Contains("a front for each of 2 settings, got 0", fault.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<BackboneSetting> Settings(int count) => [.. new BackboneGrid
    {
        Backbones = ["mobilenet-v2", "hrnet-w18"],
        Inputs = [(96, 160)],
        TaskChannels = [32, 64],
    }.Settings().Take(count)];
}
