using DenseEdge.Contracts;

namespace DenseEdge.Evaluation.Tests;

public sealed class MetricTableTests
{
    private static readonly TaskScore Depth = new(TaskKind.Depth, MetricNames.DepthRmse, "m", 0.5, false);
    private static readonly TaskScore Quick = new(TaskKind.Boundaries, MetricNames.BoundaryF1Within2Px, "1", 0.6, true);
    private static readonly TaskScore OdsF = new(TaskKind.Boundaries, MetricNames.BoundaryOdsF, "1", 0.7, true);

    [Fact]
    public void WithFirst_OfATaskThatHasScores_MakesTheNewOneItsMain()
    {
        MetricTable table = new MetricTable([Quick, Depth]).WithFirst([OdsF]);
        Assert.Equal([OdsF, Quick, Depth], table.Scores);
        Assert.Equal([OdsF, Depth], table.Main);
    }

    [Fact]
    public void WithFirst_OfATaskWithoutScores_AddsItAtTheEnd() =>
        Assert.Equal([Depth, OdsF], new MetricTable([Depth]).WithFirst([OdsF]).Scores);

    [Fact]
    public void WithFirst_OfNothing_ChangesNothing() => Assert.Equal([Depth], new MetricTable([Depth]).WithFirst([]).Scores);
}
