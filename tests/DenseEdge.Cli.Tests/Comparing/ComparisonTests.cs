using System.Text.Json.Nodes;
using DenseEdge.Cli.Comparing;
using DenseEdge.Contracts;
using DenseEdge.Evaluation;
using DenseEdge.Training.Contrast;
using DenseEdge.Training.Network;
using static DenseEdge.Cli.Tests.Comparing.RunFolders;

namespace DenseEdge.Cli.Tests.Comparing;

public sealed class ComparisonTests : IDisposable
{
    private readonly RunFolders _folders = new();

    [Fact]
    public void Of_RunsThatDifferInTheirSeed_GivesMeanAndSampleDeviation()
    {
        Comparison comparison = Compare(
        [
            _folders.Write("a", 2, [Rmse(0.5), Error(20)]),
            _folders.Write("b", 0, [Rmse(0.7), Error(24)]),
            _folders.Write("c", 1, [Rmse(0.6), Error(19)]),
        ]);

        RunGroup group = Assert.Single(comparison.Groups);
        Assert.Equal([0, 1, 2], group.Runs.Select(run => run.Seed));
        Assert.Equal(0.6, group.Scores[TaskKind.Depth].Mean, 12);
        Assert.Equal(0.1, group.Scores[TaskKind.Depth].Deviation!.Value, 12);
        Assert.Equal(Math.Sqrt(7), group.Scores[TaskKind.SurfaceNormals].Deviation!.Value, 12);
        Assert.Equal(61, group.TrainingSeconds!.Mean, 12);
        Assert.Equal(1_234_000, group.Parameters);
        Assert.Null(group.DeltaMPercent);
    }

    [Fact]
    public void Of_RunsWithOneTask_TakesThemAsBaselinesOfDeltaM()
    {
        Comparison comparison = Compare(
        [
            _folders.Write("both-0", 0, [Rmse(0.4), QuickF1(0.6)]),
            _folders.Write("both-1", 1, [Rmse(0.6), QuickF1(0.6)]),
            _folders.Write("depth-0", 0, [Rmse(0.45)]),
            _folders.Write("depth-1", 1, [Rmse(0.55)]),
            _folders.Write("edge-0", 0, [QuickF1(0.5)]),
        ]);

        // Depth: baseline 0.5, run 0 gains 20 %, run 1 loses 20 %. Boundaries: 0.5, both gain 20 %. Mean of both tasks.
        RunGroup group = comparison.Groups.Single(entry => !entry.IsSingleTask);
        Assert.Equal([20, 0], group.DeltaMPercent!.Values.Select(value => Math.Round(value, 9)));
        Assert.Equal(10, group.DeltaMPercent.Mean, 9);
        Assert.Equal(2, comparison.Baselines.Count);
        Assert.True(comparison.Groups[0].IsSingleTask);
    }

    [Fact]
    public void Of_RunsWithNamedBaselines_TakesThoseAndShowsThem()
    {
        string[] multi = [_folders.Write("multi", 0, [Rmse(0.4), Error(20)])];
        string depth = _folders.Write("d", 0, [Rmse(0.5)]);
        string normals = _folders.Write("n", 0, [Error(25)]);

        Comparison comparison = Compare(multi, depth, normals);

        Assert.Equal(20, comparison.Groups.Single(group => !group.IsSingleTask).DeltaMPercent!.Mean, 9);
        Assert.Equal(3, comparison.Groups.Count);
    }

    [Fact]
    public void Of_RunsWithoutAnyBaseline_SaysHowToGetDeltaM()
    {
        Comparison comparison = Compare([_folders.Write("a", 0, [Rmse(0.4), Error(20)])]);
        Assert.Contains(ComparisonFormat.Notes(comparison), note => note.StartsWith("No Δm", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_RunsWithOdsFInSome_ComparesByTheMetricThatAllHave()
    {
        Comparison comparison = Compare(
        [
            _folders.Write("a", 0, [OdsF(0.7), QuickF1(0.5)]),
            _folders.Write("b", 1, [QuickF1(0.6)]),
        ]);

        Assert.Equal(MetricNames.BoundaryF1Within2Px, comparison.Columns.Single().Metric);
        Assert.Equal(0.55, comparison.Groups[0].Scores[TaskKind.Boundaries].Mean, 12);
    }

    [Fact]
    public void Of_RunsWithOdsFInAll_ComparesByIt()
    {
        Comparison comparison = Compare([_folders.Write("a", 0, [OdsF(0.7), QuickF1(0.5)])]);
        Assert.Equal(MetricNames.BoundaryOdsF, comparison.Columns.Single().Metric);
    }

    [Fact]
    public void Of_RunsThatCannotBeCompared_NamesEveryReason()
    {
        string[] runs =
        [
            _folders.Write("one", 0, [Rmse(0.4), Error(20)]),
            _folders.Write("two", 0, [Rmse(0.5), Error(21)]),
            _folders.Write("other", 0, [Rmse(0.5), Error(20)], measure: record => record with { Data = "streets", Images = 7 },
                change: run => run with { Network = run.Network with { InputHeight = 64 } }),
            _folders.Write("empty", 3, [Rmse(0.5), Error(20)], measure: record => record with
            {
                Scores = new MetricTable([Error(20)]),
            }),
            _folders.Write("depth", 0, [Rmse(0.5)]),
        ];

        ArgumentException error = Assert.Throws<ArgumentException>(() => Compare(runs));

        Assert.Contains("the same data for all, found rooms", error.Message, StringComparison.Ordinal);
        Assert.Contains("streets", error.Message, StringComparison.Ordinal);
        Assert.Contains("number of test images for all, found 40", error.Message, StringComparison.Ordinal);
        Assert.Contains("64x128", error.Message, StringComparison.Ordinal);
        Assert.Contains("found seed 0 in", error.Message, StringComparison.Ordinal);
        Assert.Contains("Expected metrics of depth in", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RunsWithBaselinesForSomeTasks_ComparesWithoutDeltaMAndSaysWhatIsMissing()
    {
        string multi = _folders.Write("multi", 0, [Rmse(0.4), QuickF1(0.2), Error(20)]);
        string depth = _folders.Write("d", 0, [Rmse(0.5)]);
        string edge = _folders.Write("e", 0, [QuickF1(0)]);

        Comparison comparison = Compare([multi, depth, edge]);
        ArgumentException named = Assert.Throws<ArgumentException>(() => Compare([multi], depth, edge));

        Assert.Null(comparison.Groups.Single(group => !group.IsSingleTask).DeltaMPercent);
        Assert.Contains(ComparisonFormat.Notes(comparison), note => note.EndsWith(
            "a single-task run, with a score other than 0, of edge, normals with the same backbone.", StringComparison.Ordinal));
        Assert.Contains("single-task run of normals with MobileNetV2", named.Message, StringComparison.Ordinal);
        Assert.Contains("other than 0 of edge with MobileNetV2", named.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RunsWithABaselineOfAnotherBackbone_DoesNotTakeIt()
    {
        string multi = _folders.Write("multi", 0, [Rmse(0.4), Error(20)]);
        string depth = _folders.Write(
            "d", 0, [Rmse(0.5)], run => run with { Network = run.Network with { Backbone = BackboneKind.HrNetW18Small } });

        ArgumentException error = Assert.Throws<ArgumentException>(() => Compare([multi], depth));

        Assert.Contains("single-task run of depth with MobileNetV2", error.Message, StringComparison.Ordinal);
        Assert.Null(Compare([multi, depth]).Groups.Single(group => !group.IsSingleTask).DeltaMPercent);
    }

    [Fact]
    public void Of_RunsWithTwoKindsOfBaselines_AsksWhich()
    {
        string multi = _folders.Write("multi", 0, [Rmse(0.4), Error(20)]);
        string first = _folders.Write("d1", 0, [Rmse(0.5)]);
        string second = _folders.Write(
            "d2", 0, [Rmse(0.5)], run => run with { Training = run.Training with { LearningRate = 0.1 } });
        string normals = _folders.Write("n", 0, [Error(20)]);

        ArgumentException error = Assert.Throws<ArgumentException>(() => Compare([multi, first, second, normals]));
        Comparison chosen = Compare([multi, first, second, normals], first, normals);

        Assert.Contains("found 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("--single", error.Message, StringComparison.Ordinal);
        Assert.Equal(10, chosen.Groups.Single(group => !group.IsSingleTask).DeltaMPercent!.Mean, 9);
    }

    [Fact]
    public void Of_SinglesWithSeveralTasks_NamesTheRun()
    {
        string multi = _folders.Write("multi", 0, [Rmse(0.4), Error(20)]);
        ArgumentException error = Assert.Throws<ArgumentException>(() => Compare([multi], multi));
        Assert.Contains("Expected runs with one task for --single, found depth, normals", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_OfConfigurationsThatLookAlike_ShowWhatDiffers()
    {
        Comparison comparison = Compare(
        [
            _folders.Write("a", 0, [Rmse(0.4)]),
            _folders.Write("b", 0, [Rmse(0.5)], run => run with { Training = run.Training with { LearningRate = 0.1 } }),
        ]);

        Assert.Equal(
            ["MobileNetV2, depth alone (training.learning_rate 0.002)", "MobileNetV2, depth alone (training.learning_rate 0.1)"],
            comparison.Groups.Select(group => group.Label));
    }

    [Fact]
    public void Labels_OfMethods_AreTheirNamesInThePapers()
    {
        Comparison comparison = Compare(
        [
            _folders.Write("a", 0, [Rmse(0.4)]),
            _folders.Write("b", 0, [Rmse(0.5)], run => run with
            {
                Training = run.Training with { Contrast = new ContrastOptions { Mode = ContrastMode.CrossTask } },
            }),
        ]);

        Assert.Equal(
            ["MobileNetV2, depth alone", "MobileNetV2, depth alone, contrastive"],
            comparison.Groups.Select(group => group.Label));
    }

    [Fact]
    public void Json_OfAComparison_HoldsMeansDeviationsAndDeltaM()
    {
        Comparison comparison = Compare(
        [
            _folders.Write("m0", 0, [Rmse(0.4), Error(20)]),
            _folders.Write("m1", 1, [Rmse(0.6), Error(20)]),
            _folders.Write("d", 0, [Rmse(0.5)]),
            _folders.Write("n", 0, [Error(25)]),
        ]);

        JsonNode json = JsonNode.Parse(ComparisonJson.Write(comparison))!;

        JsonNode multi = json["groups"]![2]!;
        Assert.Equal("rooms", (string)json["data"]!);
        Assert.Equal(0.5, (double)multi["scores"]![0]!["mean"]!, 12);
        Assert.Equal(Math.Sqrt(0.02), (double)multi["scores"]![0]!["deviation"]!, 12);
        Assert.Equal(10, (double)multi["delta_m_percent"]!["mean"]!, 9);
        Assert.Null(json["groups"]![0]!["scores"]![0]!["deviation"]);
        Assert.True((bool)json["groups"]![0]!["is_baseline"]!);
    }

    [Fact]
    public void Page_OfAComparison_ShowsTheTableAndEncodesText()
    {
        Comparison comparison = Compare([_folders.Write("<b>", 0, [Rmse(0.41234)])]);

        ComparisonPage.Write(_folders.Path("page.html"), comparison);

        string page = File.ReadAllText(_folders.Path("page.html"));
        Assert.Contains("<td>0.4123</td>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Row_OfTwoRuns_ShowsPercentMeanAndDeviation()
    {
        Comparison comparison = Compare(
            [_folders.Write("a", 0, [QuickF1(0.5)]), _folders.Write("b", 1, [QuickF1(0.6)])]);

        Assert.Equal(
            ["MobileNetV2, edge alone", "0 1", "55.00 ± 7.07", "-", "1.23 M", "-", "60 ± 1 s"],
            ComparisonFormat.Row(comparison, comparison.Groups[0]));
        Assert.Equal("rooms, test split, 40 images at 96x128", ComparisonFormat.Summary(comparison));
    }

    [Fact]
    public void Text_OfAComparison_AlignsScoresAndNamesTheConfigurations()
    {
        Comparison comparison = Compare(
        [
            _folders.Write("m", 3, [Rmse(0.4), Error(20)]),
            _folders.Write("d", 0, [Rmse(0.5)]),
            _folders.Write("n", 0, [Error(25)]),
        ]);

        string[] lines = ComparisonText.Write(comparison).Split('\n');

        Assert.Equal(
        [
            "rooms, test split, 40 images at 96x128",
            "",
            "       depth      normals         ",
            "    RMSE m ↓   mErr deg ↓     Δm %",
            "A     0.5000            -        -",
            "B          -        25.00        -",
            "C     0.4000        20.00   +20.00",
            "",
            "A  MobileNetV2, depth alone",
            "   seed 0; 1.23 M parameters; 60 s of training",
        ], lines[..10]);
        Assert.Contains("C  MobileNetV2, 2 tasks", lines);
    }

    public void Dispose() => _folders.Dispose();
}
