using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Reports;

namespace DenseEdge.Search.Tests.Reports;

public sealed class FrontReportTests : IDisposable
{
    private static readonly LatencyMeasurement Measurement = new()
    {
        ModelDigest = "ab",
        Count = 600,
        P50Ms = 19.5,
        P90Ms = 20.5,
        P99Ms = 22,
        UpperBoundMs = 19.75,
        RawP50Ms = 21,
        Ratio = 0.78,
        MaxCelsius = 61.5,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("front-report").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Report_SavedAndLoaded_IsTheSame()
    {
        FrontReport report = Report();

        report.Save(_folder);
        FrontReport back = FrontReport.Load(_folder);

        Assert.Equal(report.ToJson(), back.ToJson());
        Assert.Equal(report.Points[1].Genotype, back.Points[1].Genotype);
        Assert.Equal(report.Points[1].Measured, back.Points[1].Measured);
        Assert.Equal(report.Deployment, back.Deployment);
        Assert.Equal(BudgetState.Unmeetable, back.Budgets[0].State);
        Assert.Equal(report.Points[1].Metrics, back.Points[1].Metrics);
        Assert.Equal([Path.Combine(_folder, "front.json")], Directory.EnumerateFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData("""{"format": 7}""", "expected the front of a search of format 1, found format 7")]
    [InlineData("""{"epochs": 3}""", "found no format")]
    [InlineData("[1, 2]", "found no format")]
    [InlineData("not json", "expected the front of a search")]
    [InlineData("""{"format": 1, "points": []}""", "device_key")]
    [InlineData("""{"format": 1, "colour": 3}""", "colour")]
    public void Load_OfAnotherFile_SaysWhatWasExpected(string text, string message)
    {
        string path = Path.Combine(_folder, "front.json");
        File.WriteAllText(path, text);

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => FrontReport.Load(_folder));

        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_OfAReportThatContradictsItself_NamesEveryFault_AndKeepsTheOldFile()
    {
        Report().Save(_folder);
        string old = File.ReadAllText(Path.Combine(_folder, "front.json"));
        FrontReport report = Report() with
        {
            Points =
            [
                Report().Points[0] with { PredictedMs = 0, UtilityError = -1 },
                Report().Points[1] with { UpperBoundMs = null, Genotype = PublishedGenotypes.NyudHrNet18, Utility = double.NaN },
            ],
            Budgets =
            [
                new BudgetAnswer { BudgetMs = -3, State = BudgetState.Pending },
                new BudgetAnswer { BudgetMs = 5, State = BudgetState.Met, Chosen = 2 },
                new BudgetAnswer { BudgetMs = 6, State = BudgetState.Unmeetable },
            ],
            Comparisons = [new FrontComparison("random", [])],
        };

        string message = Assert.Throws<InvalidDataException>(() => report.Save(_folder)).Message;

        Assert.All(
            [
                "points[0]: expected latencies above 0 ms, found predicted 0",
                "points[0]: expected a finite utility and Δm, and an error of at least 0",
                "points[1]: expected a finite utility",
                "points[1]: expected a measurement and its upper bound, or neither",
                "points[1]: expected the tasks [depth, normals] as in the other points, found [semseg, depth, normals, edge]",
                "budgets[0]: expected a budget above 0 ms, found -3",
                "budgets[1]: expected a point from 0 to 1, found 2",
                "budgets[2]: expected a chosen point if the budget is met, and only the fastest if nothing meets it, "
                    + "found state Unmeetable",
                "Expected a reference beside comparisons",
                "Expected hypervolumes of at least 0 for 'random', found []",
            ],
            expected => Assert.Contains(expected, message, StringComparison.Ordinal));
        Assert.Equal(old, File.ReadAllText(Path.Combine(_folder, "front.json")));
    }

    [Fact]
    public void Phase_IsComplete_OnlyWithAllOfItsJobs()
    {
        Assert.True(new PhaseState("rows", 4, 4).IsComplete);
        Assert.False(new PhaseState("rows", 3, 4).IsComplete);
        Assert.False(new PhaseState("rows", 0, 0).IsComplete);
    }

    private static FrontReport Report()
    {
        TaskKind[] tasks = [TaskKind.Depth, TaskKind.SurfaceNormals];
        return new FrontReport
        {
            DeviceKey = "0011aabbccdd",
            Deployment = new Deployment
            {
                Backbone = "mobilenet-v2",
                Neck = "multi_level",
                TaskChannels = 64,
                ContextChannels = 32,
                InputHeight = 96,
                InputWidth = 160,
                Tasks = [new DeploymentTask(tasks[0], 0), new DeploymentTask(tasks[1], 0)],
                Precision = ModelPrecision.Int8,
                Target = "cpu",
            },
            Phases = [new PhaseState("supernet", 1, 1), new PhaseState("rows", 3, 8)],
            Points =
            [
                new ReportPoint { Genotype = Genotype.Uniform(tasks, ContextType.None), PredictedMs = 12.5, Utility = 1 },
                new ReportPoint
                {
                    Genotype = Genotype.Uniform(tasks, ContextType.TargetLabel),
                    PredictedMs = 19.25,
                    Measured = Measurement,
                    UpperBoundMs = 19.75,
                    Utility = 2.5,
                    UtilityError = 0.25,
                    DeltaM = -1.5,
                    Metrics = [new TaskResult(TaskKind.Depth, "RMSE", "m", 0.5, false)],
                    Certificate = "certificates/1.json",
                    RunFolder = "runs/1",
                },
            ],
            Budgets =
            [
                new BudgetAnswer { BudgetMs = 5, State = BudgetState.Unmeetable, Fastest = 0, Builds = 1 },
                new BudgetAnswer { BudgetMs = 20, State = BudgetState.Met, Chosen = 1, Fastest = 0, Builds = 3 },
                new BudgetAnswer { BudgetMs = 30, State = BudgetState.Pending },
            ],
            Comparisons = [],
        };
    }
}
