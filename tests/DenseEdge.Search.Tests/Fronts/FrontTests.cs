using DenseEdge.Contracts;
using DenseEdge.Search.Fronts;

namespace DenseEdge.Search.Tests.Fronts;

public sealed class FrontTests
{
    private static readonly Genotype Any = Genotype.Uniform([TaskKind.Depth], ContextType.Global);

    [Fact]
    public void Of_PointsInAnyOrder_KeepsWhatNothingBeats()
    {
        Front front = Front.Of([Point(30, 5), Point(10, 1), Point(20, 4), Point(20, 3), Point(25, 4), Point(40, 2)]);

        Assert.Equal([(10L, 1.0), (20, 4), (30, 5)], front.Points.Select(point => (point.LatencyMicroseconds, point.Utility)));
    }

    [Fact]
    public void Hypervolume_ByHand()
    {
        // (50 - 10)(1 - 0.5) + (50 - 20)(4 - 1) + (50 - 30)(5 - 4); the point at 60 is beyond the corner.
        Assert.Equal(130, Front.Of([Point(10, 1), Point(20, 4), Point(30, 5), Point(60, 9)]).Hypervolume(50, 0.5), 12);
    }

    [Fact]
    public void Of_NoPoint_IsRefused() => Assert.Throws<ArgumentException>(() => Front.Of([]));

    private static FrontPoint Point(long microseconds, double utility) => new(Any, microseconds, utility);
}
