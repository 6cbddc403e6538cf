using DenseEdge.Contracts;

namespace DenseEdge.Evaluation.Tests;

public sealed class DeltaMTests
{
    [Fact]
    public void Percent_OfTwoTasks_IsTheHandComputedValue()
    {
        // +10 % on a score, -20 % (a gain) on an error.
        Assert.Equal(15, DeltaM.Percent([0.55, 0.8], [0.5, 1.0], [false, true]), 9);
    }

    [Fact]
    public void Percent_OfTables_ComparesTheMainScores()
    {
        MetricTable multi = new(
        [
            new TaskScore(TaskKind.Depth, MetricNames.DepthRmse, "m", 0.9, false),
            new TaskScore(TaskKind.Depth, MetricNames.DepthAbsoluteRelative, "1", 7, false),
        ]);
        MetricTable single = new([new TaskScore(TaskKind.Depth, MetricNames.DepthRmse, "m", 0.6, false)]);

        Assert.Equal(-50, DeltaM.Percent(multi, single), 9);
    }

    [Fact]
    public void Percent_WithoutABaseline_NamesTheTask()
    {
        MetricTable multi = new([new TaskScore(TaskKind.Depth, MetricNames.DepthRmse, "m", 0.9, false)]);

        ArgumentException error = Assert.Throws<ArgumentException>(() => DeltaM.Percent(multi, new MetricTable([])));

        Assert.Contains("RMSE of Depth", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Percent_OfNoTasks_IsZero()
    {
        Assert.Equal(0, DeltaM.Percent([], [], []));
    }

    [Fact]
    public void Percent_WithAZeroBaseline_Throws()
    {
        Assert.Throws<ArgumentException>(() => DeltaM.Percent([1], [0], [true]));
    }
}
