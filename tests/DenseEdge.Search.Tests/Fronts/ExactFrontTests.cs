using System.Diagnostics;
using DenseEdge.Contracts;
using DenseEdge.Search.Fronts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;
using static DenseEdge.Search.Tests.Fronts.RandomInstances;

namespace DenseEdge.Search.Tests.Fronts;

public sealed class ExactFrontTests
{
    [Fact]
    public void OneTask_ByHand()
    {
        // Rows of one task: none, global, local, T-label. T-label pays its own cost, the row's and the head's.
        GenotypeSpace space = new([TaskKind.Depth]);
        GenotypeCosts costs = new(100, Pairs(1, (0, 0, 10, 30, 5, 0)), [7], [50]);
        RowTable table = new(space, [[0.0, 1.0, 0.5, 3.0]]);

        Front front = ExactFront.Compute(space, costs, table);

        // local costs more than global and is worth less: beaten.
        Assert.Equal([100L, 117L, 162L], front.Points.Select(point => point.LatencyMicroseconds));
        Assert.Equal([0.0, 1.0, 3.0], front.Points.Select(point => point.Utility));
        Assert.Equal(ContextType.TargetLabel, front.Points[2].Genotype[TaskKind.Depth, TaskKind.Depth]);
    }

    [Fact]
    public void SharedHead_IsPaidOnce()
    {
        // Depth reads its own regions, and segmentation reads depth's: one head for both.
        GenotypeSpace space = new([TaskKind.SemanticSegmentation, TaskKind.Depth]);
        GenotypeCosts costs = new(0, new long[2, 2, 5], [0, 0], [1000, 40]);
        double[] segmentation = new double[space.RowCount(0)];
        double[] depth = new double[space.RowCount(1)];
        segmentation[space.IndexOf(0, [ContextType.None, ContextType.SourceLabel])] = 2;
        depth[space.IndexOf(1, [ContextType.None, ContextType.TargetLabel])] = 3;

        Front front = ExactFront.Compute(space, costs, new RowTable(space, [segmentation, depth]));

        Assert.Equal([(0L, 0.0), (40L, 5.0)], front.Points.Select(point => (point.LatencyMicroseconds, point.Utility)));
    }

    [Theory]
    [InlineData(2, 400)]
    [InlineData(3, 150)]
    public void RandomSpaces_FrontIsThatOfBruteForce(int tasks, int instances)
    {
        for (int seed = 0; seed < instances; seed++)
        {
            Random random = new((1000 * tasks) + seed);
            GenotypeSpace space = tasks == 2
                ? new GenotypeSpace(AllTasks[..2])
                : new GenotypeSpace(AllTasks[..3], Masks[seed % Masks.Length]);
            GenotypeCosts costs = Costs(random, tasks);
            RowTable table = Table(random, space);

            Front front = ExactFront.Compute(space, costs, table);

            Assert.Equal(Unbeaten(Everything(space, costs, table)), Numbers(front));
            Assert.All(front.Points, point => Assert.Equal(point.LatencyMicroseconds, costs.Microseconds(point.Genotype)));
        }
    }

    [Fact]
    [Trait("Category", "long")]
    public void ThreeTasks_WholeSpace_FrontIsThatOfBruteForce()
    {
        Random random = new(5);
        GenotypeSpace space = new(AllTasks[..3]);
        (GenotypeCosts costs, RowTable table) = (Costs(random, 3), Table(random, space));

        Front front = ExactFront.Compute(space, costs, table);

        Assert.Equal(Unbeaten(Everything(space, costs, table)), Numbers(front));
    }

    [Fact]
    public void FiveTasks_WholeSpace_IsAFront()
    {
        Random random = new(7);
        GenotypeSpace space = new(AllTasks);
        (GenotypeCosts costs, RowTable table) = (Costs(random, 5), Table(random, space));
        Stopwatch watch = Stopwatch.StartNew();

        Front front = ExactFront.Compute(space, costs, table);

        // Printed, not asserted: the bar of 1 s is a figure of a quiet machine.
        Console.WriteLine($"{space.Count} genotypes, {front.Points.Count} on the front, {watch.ElapsedMilliseconds} ms");
        Assert.True(front.Points.Count > 10);
        Assert.All(front.Points.Zip(front.Points.Skip(1)), pair => Assert.True(
            pair.First.LatencyMicroseconds < pair.Second.LatencyMicroseconds && pair.First.Utility < pair.Second.Utility));
        Assert.All(front.Points, point => Assert.Equal(point.LatencyMicroseconds, costs.Microseconds(point.Genotype)));
    }

    private static ContextType[][] Masks { get; } =
    [
        [ContextType.Global, ContextType.TargetLabel],
        [ContextType.TargetLabel, ContextType.SourceLabel],
        [ContextType.SourceLabel],
    ];

    private static IEnumerable<(long, double)> Numbers(Front front)
        => front.Points.Select(point => (point.LatencyMicroseconds, point.Utility));

    private static long[,,] Pairs(int tasks, params (int Target, int Source, long Global, long Local, long TargetLabel, long SourceLabel)[] costs)
    {
        long[,,] pairs = new long[tasks, tasks, 5];
        foreach ((int target, int source, long global, long local, long own, long other) in costs)
        {
            (pairs[target, source, 1], pairs[target, source, 2]) = (global, local);
            (pairs[target, source, 3], pairs[target, source, 4]) = (own, other);
        }

        return pairs;
    }
}
