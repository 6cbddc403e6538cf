using DenseEdge.Cli.Exporting;
using DenseEdge.Contracts;
using DenseEdge.Evaluation;

namespace DenseEdge.Cli.Tests.Exporting;

public sealed class BudgetLineTests
{
    [Fact]
    public void Compare_OfTwoTables_SaysHowMuchWorseEveryTasksFirstMetricIs()
    {
        // 50 -> 49 of a metric that should be high: 2 %. 0.5 -> 0.51 of one that should be low: 2 %. 10 -> 9: 10 % better.
        MetricTable plain = Table(50, 0.5, 10), found = Table(49, 0.51, 9);

        IReadOnlyList<BudgetLine> lines = BudgetLine.Compare(ModelPrecision.Int8, plain, found);

        Assert.Equal(
            [TaskKind.SemanticSegmentation, TaskKind.Depth, TaskKind.SurfaceNormals], lines.Select(line => line.Task));
        Assert.Equal([0.02, 0.02, -0.1], lines.Select(line => Math.Round(line.Loss, 12)));
        Assert.False(lines[0].Fits(0.01));
        Assert.True(lines[0].Fits(0.03));
        Assert.True(lines[2].Fits(0.01));
    }

    [Fact]
    public void Fits_WithALossThatIsNoNumber_IsFalse()
        => Assert.False(new BudgetLine(ModelPrecision.Int8, TaskKind.Depth, "rmse", 1, double.NaN, double.NaN).Fits(1));

    private static MetricTable Table(double segmentation, double depth, double normals) => new(
    [
        new TaskScore(TaskKind.SemanticSegmentation, "mIoU", "%", segmentation, HigherIsBetter: true),
        new TaskScore(TaskKind.SemanticSegmentation, "accuracy", "%", 1, HigherIsBetter: true),
        new TaskScore(TaskKind.Depth, "RMSE", "m", depth, HigherIsBetter: false),
        new TaskScore(TaskKind.SurfaceNormals, "mean", "degrees", normals, HigherIsBetter: false),
    ]);
}
