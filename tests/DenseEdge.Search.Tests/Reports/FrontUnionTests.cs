using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Reports;

namespace DenseEdge.Search.Tests.Reports;

public sealed class FrontUnionTests
{
    private static readonly Genotype Bare = Genotype.Uniform([TaskKind.Depth], ContextType.None);
    private static readonly Genotype Global = Genotype.Uniform([TaskKind.Depth], ContextType.Global);

    [Fact]
    public void Points_OfTwoStudies_AreWhatNoNetworkOfEitherBeats_AgainstOneBaseline()
    {
        // Expected RMSE 0.50 m is the baseline; the wide study's own network without contexts has 0.45 m, 10 % better.
        FrontUnion union = FrontUnion.Of(
        [
            Report([Point(Bare, 10, 0.50), Point(Global, 16, 0.44)], 12),
            Report([Point(Bare, 14, 0.45), Point(Global, 17, 0.40)], 17.5),
        ]);

        Assert.Equal([(0, 0), (1, 0), (0, 1), (1, 1)], union.Points.Select(point => (point.Study, point.Index)));
        Assert.Equal([0, 10, 12, 20], union.Points.Select(point => Math.Round(point.Utility, 6)));
        Assert.Equal([12, 17.5], union.BudgetsMs);
    }

    [Fact]
    public void Points_OfAStudyThatIsBeatenEverywhere_AreTheOthersAlone()
    {
        FrontUnion union = FrontUnion.Of(
        [
            Report([Point(Bare, 10, 0.50), Point(Global, 16, 0.44)], 12), Report([Point(Bare, 18, 0.46)], 12),
        ]);

        Assert.Equal([0, 0], union.Points.Select(point => point.Study));
    }

    [Fact]
    public void Best_ForABudget_IsTheTrainedNetworkWithTheLargestDeltaM_WhoseBoundIsWithinIt()
    {
        FrontUnion union = FrontUnion.Of(
        [
            Report([Trained(Point(Bare, 10, 0.50), 0.6, 10.2), Trained(Point(Global, 16, 0.44), 0.5, 16.4)], 12),
            Report([Trained(Point(Bare, 14, 0.45), 0.48, 14.3), Point(Global, 12, 0.30)], 12),
        ]);

        Assert.Null(union.Best(10.1));
        Assert.Equal((0, 0), Place(union.Best(14.2)!));
        UnionPoint best = union.Best(20)!;
        Assert.Equal((1, 0), Place(best));
        Assert.Equal(20, best.DeltaM!.Value, 1e-9);
    }

    [Fact]
    public void Of_StudiesThatCantBeCompared_NamesWhy()
    {
        FrontReport report = Report([Point(Bare, 10, 0.5)], 12);

        Assert.Contains("same device", Refused(report, report with { DeviceKey = "other" }), StringComparison.Ordinal);
        Assert.Contains("same data", Refused(report, report with { Data = "other" }), StringComparison.Ordinal);
        Assert.Contains(
            "found depth in study 1 and depth, edge in study 2",
            Refused(report, report with
            {
                Deployment = report.Deployment with { Tasks = [new(TaskKind.Depth, 0), new(TaskKind.Boundaries, 0)] },
            }),
            StringComparison.Ordinal);
        Assert.Contains(
            "found none", Refused(report, report with { Points = [report.Points[0] with { Expected = [] }] }),
            StringComparison.Ordinal);
    }

    private static (int Study, int Index) Place(UnionPoint point) => (point.Study, point.Index);

    private static string Refused(params FrontReport[] reports)
        => Assert.Throws<InvalidDataException>(() => FrontUnion.Of(reports)).Message;

    private static ReportPoint Point(Genotype genotype, double ms, double meters)
        => new() { Genotype = genotype, PredictedMs = ms, Utility = 0, Expected = [Rmse(meters)] };

    private static ReportPoint Trained(ReportPoint point, double meters, double boundMs) => point with
    {
        Metrics = [Rmse(meters)],
        UpperBoundMs = boundMs,
        Measured = new LatencyMeasurement
        {
            ModelDigest = new string('0', 64),
            Count = 100,
            P50Ms = point.PredictedMs,
            P90Ms = boundMs,
            P99Ms = boundMs,
            UpperBoundMs = boundMs,
            RawP50Ms = point.PredictedMs,
            Ratio = 1,
        },
    };

    private static TaskResult Rmse(double meters) => new(TaskKind.Depth, "rmse", "m", meters, HigherIsBetter: false);

    private static FrontReport Report(IReadOnlyList<ReportPoint> points, double budgetMs) => new()
    {
        DeviceKey = "0123456789ab",
        Data = "rooms",
        Deployment = new Deployment
        {
            Backbone = "mobilenet-v2",
            Neck = "multi_level",
            TaskChannels = 64,
            ContextChannels = 32,
            InputHeight = 192,
            InputWidth = 320,
            Tasks = [new(TaskKind.Depth, 0)],
            Precision = ModelPrecision.Float32,
            Target = "cpu",
        },
        Points = points,
        Budgets = [new BudgetAnswer { BudgetMs = budgetMs, State = BudgetState.Pending }],
        Comparisons = [],
    };
}
