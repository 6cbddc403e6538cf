using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Fronts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Reports;
using DenseEdge.Search.Space;

namespace DenseEdge.Cli.Tests.Fronts;

/// <summary>A report as a search writes it, of invented costs and worths: the exact front of a synthetic row table, with
/// synthetic measurements and metrics of the networks that the budgets choose.</summary>
internal static class SyntheticReport
{
    private static readonly TaskKind[] Tasks =
        [TaskKind.SemanticSegmentation, TaskKind.Depth, TaskKind.SurfaceNormals, TaskKind.Boundaries];

    /// <summary>Makes a report that has everything.</summary>
    /// <param name="budgets">Budgets in milliseconds; the networks take about 21 to 40.</param>
    public static FrontReport Make(params double[] budgets)
    {
        GenotypeSpace space = new(Tasks);
        GenotypeCosts costs = Costs();
        RowTable table = Table(space);
        Front front = ExactFront.Compute(space, costs, table);
        List<ReportPoint> points = [.. front.Points.Select(point => Predicted(point, 0.01 + (0.002 * point.Utility)))];
        BudgetAnswer[] answers = [.. budgets.Select(budget => Answer(budget, points))];
        SearchMethod[] methods =
        [
            new("exact front", [(0, front)]) { Cost = "7 s" },
            new(
                "random search",
                [.. Enumerable.Range(0, 3).Select(seed => (seed, RandomSearch.Run(space, costs, table, 2000, seed)))])
            {
                Cost = "2000 evaluations",
            },
            new("paper mode", [(0, Front.Of([KnownPoint.Of(space, costs, table, PublishedGenotypes.NyudHrNet18)!]))]),
        ];
        HypervolumeReference reference = HypervolumeComparison.Reference(methods);
        return new FrontReport
        {
            DeviceKey = "0123456789ab",
            DeviceName = "synthetic board <invented>, 2 cores",
            Deployment = Deployment(),
            Data = "synthetic",
            Phases = [new("supernet", 1, 1), new("row tables", 64, 64)],
            Points = points,
            Budgets = answers,
            Baselines =
            [
                new("no context", Measured(Known(KnownPoint.NoContext(space)), 1)),
                new("all T-label", Measured(Known(KnownPoint.AllTargetLabel(space)), 2)),
                new("paper mode", Measured(Known(PublishedGenotypes.NyudHrNet18), 3)),
            ],
            Comparisons = HypervolumeComparison.Compare(methods, reference),
            Reference = reference,
            StandAlone = RankCorrelation.Of([1, 2, 3, 4, 5, 6, 7], [1, 3, 2, 5, 4, 7, 6]),
        };

        ReportPoint Known(Genotype genotype) => Predicted(KnownPoint.Of(space, costs, table, genotype)!, 0.015);
    }

    private static Deployment Deployment() => new()
    {
        Backbone = "mobilenet-v2",
        Neck = "multi_level",
        TaskChannels = 64,
        ContextChannels = 32,
        InputHeight = 192,
        InputWidth = 320,
        Tasks = [new(Tasks[0], 40), new(Tasks[1], 0), new(Tasks[2], 0), new(Tasks[3], 0)],
        Precision = ModelPrecision.Int8,
        Target = "cpu",
    };

    private static GenotypeCosts Costs() => new LatencyTerms(Tasks).Costs(
        [21_000, 350, 900, 1600, 640, 500, 430, 400, 2900, 2600, 2500, 2450]);

    private static RowTable Table(GenotypeSpace space)
    {
        Random random = new(11);
        double[] kinds = [0, 0.10, 0.08, 0.22, 0.18];
        double[][][] pairs =
        [
            .. Tasks.Select(_ => Tasks.Select(_ => kinds.Select(kind => kind * 3 * random.NextDouble()).ToArray()).ToArray()),
        ];

        // Every further source adds less than the one before.
        return new RowTable(space, [.. Tasks.Select((_, target) => Enumerable.Range(0, space.RowCount(target)).Select(row =>
            Math.Pow(space.Row(target, row).Select((context, source) => pairs[target][source][(int)context]).Sum(), 0.7)
            + (0.01 * random.NextDouble())).ToArray())]);
    }

    private static ReportPoint Predicted(FrontPoint point, double error) => new()
    {
        Genotype = point.Genotype,
        PredictedMs = point.LatencyMicroseconds / 1000.0,
        Utility = point.Utility,
        UtilityError = error,
    };

    private static BudgetAnswer Answer(double budgetMs, List<ReportPoint> points)
    {
        points[0] = Measured(points[0], 4);
        if (points[0].UpperBoundMs > budgetMs)
        {
            return new BudgetAnswer { BudgetMs = budgetMs, State = BudgetState.Unmeetable, Fastest = 0, Builds = 1 };
        }

        // One that turned out too slow, then the one that is chosen.
        int slow = points.FindLastIndex(point => point.PredictedMs * 1.005 <= budgetMs);
        int chosen = points.FindLastIndex(slow, slow + 1, point => point.PredictedMs * 1.02 <= budgetMs);
        points[slow] = Measured(points[slow], slow);
        points[chosen] = Measured(points[chosen], chosen) with
        {
            Certificate = string.Create(CultureInfo.InvariantCulture, $"certificates/point {chosen}.json"),
            RunFolder = string.Create(CultureInfo.InvariantCulture, $"runs/{chosen}"),
        };
        return new BudgetAnswer { BudgetMs = budgetMs, State = BudgetState.Met, Chosen = chosen, Fastest = 0, Builds = 2 };
    }

    private static ReportPoint Measured(ReportPoint point, int seed)
    {
        Random random = new(seed);
        double median = point.PredictedMs * (0.985 + (0.02 * random.NextDouble()));
        double bound = median * 1.012;
        double gain = point.Utility + (0.1 * random.NextDouble());
        return point with
        {
            UpperBoundMs = bound,
            Measured = new LatencyMeasurement
            {
                ModelDigest = new string('a', 64),
                Count = 600,
                P50Ms = median,
                P90Ms = median * 1.04,
                P99Ms = median * 1.1,
                UpperBoundMs = bound,
                RawP50Ms = median * 1.15,
                Ratio = median / 25,
            },
            DeltaM = -2 + gain,
            Metrics =
            [
                new(TaskKind.SemanticSegmentation, "mIoU", "1", 0.36 + (0.006 * gain), true),
                new(TaskKind.Depth, "RMSE", "m", 0.62 - (0.008 * gain), false),
                new(TaskKind.SurfaceNormals, "MeanAngularError", "deg", 21 - (0.1 * gain), false),
                new(TaskKind.Boundaries, "BoundaryF1Within2Px", "1", 0.5 + (0.004 * gain), true),
            ],
        };
    }
}
