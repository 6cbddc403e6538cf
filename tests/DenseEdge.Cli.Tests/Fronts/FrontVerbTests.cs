using System.Text.Json.Nodes;
using System.Globalization;
using DenseEdge.Cli.Fronts;
using DenseEdge.Contracts;
using DenseEdge.Search.Reports;
using DenseEdge.Search.Studies;

namespace DenseEdge.Cli.Tests.Fronts;

public sealed class FrontVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("front-verb").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Table_OfAFinishedSearch_HasALinePerMeasuredNetwork_AndTheChosenGrids()
    {
        FrontReport report = SyntheticReport.Make(18, 24);
        report.Save(_folder);
        int chosen = report.Budgets[1].Chosen!.Value;

        string text = Run(new FrontArguments { Studies = [_folder] });

        Assert.Contains("18 ms cannot be met: the fastest network, #0, takes", text, StringComparison.Ordinal);
        Assert.Matches($@"(?m)^24 ms: #{chosen}, bound [\d.]+ ms, [\d.]+ % unused, 2 builds\.$", text);
        Assert.Matches($@"(?m)^#{chosen} +24 +[\d.]+ +[\d.]+ +[\d.]+ +[\d.]+ ± [\d.]+ +[-+][\d.]+ +[\d.]+ % +[\d.]+ m ", text);
        Assert.Matches(@"(?m)^paper mode +[\d.]+", text);
        Assert.Contains($"#{chosen}, 24 ms", text, StringComparison.Ordinal);
        Assert.Contains(GenotypeGrid.Legend, text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^random search +[\d.]+ +[\d.]+ to [\d.]+ +0 1 2 +2000 evaluations$", text);
        Assert.Matches(@"(?m)^\d+ more networks of the predicted front are not listed; --all lists them\.$", text);
    }

    [Fact]
    public void Table_OfAll_ListsEveryNetwork()
    {
        FrontReport report = SyntheticReport.Make(24);
        report.Save(_folder);

        string text = Run(new FrontArguments { Studies = [Path.Combine(_folder, "front.json")], All = true });

        Assert.All(Enumerable.Range(0, report.Points.Count), i => Assert.Matches($@"(?m)^#{i}[ ,]", text));
        Assert.DoesNotContain("--all", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_IsTheReport_AndThePageIsWrittenBeside()
    {
        FrontReport report = SyntheticReport.Make(24);
        report.Save(_folder);
        string html = Path.Combine(_folder, "page.html");

        string text = Run(new FrontArguments { Studies = [_folder], Json = true, Html = html });

        Assert.Equal(report.ToJson(), text);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(html), StringComparison.Ordinal);
    }

    [Fact]
    public void Study_WithoutAFrontYet_SaysHowFarItIs()
    {
        StudyFolder study = StudyFolder.OpenOrStart(_folder, new JsonObject { ["seed"] = 3 });
        StudyJob[] jobs = [.. Enumerable.Range(0, 3).Select(i => study.Job("rows", new JsonObject { ["first"] = i }))];
        Array.ForEach(jobs, study.Add);
        study.Finish(jobs[1], new JsonObject { ["worth"] = 1 }, []);

        string message = Refused(_folder);

        Assert.Contains("has no front yet", message, StringComparison.Ordinal);
        Assert.Contains("Jobs done: rows 1 of 3.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_ThatIsNoStudy_OrNotThere_OrOfAnotherVersion_IsRefusedByName()
    {
        string other = Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName;
        File.WriteAllText(Path.Combine(other, "study.json"), """{"format": 99, "settings": {}}""");
        string newer = Directory.CreateDirectory(Path.Combine(_folder, "newer")).FullName;
        File.WriteAllText(Path.Combine(newer, "front.json"), """{"format": 99}""");

        Assert.Contains($"found no '{Path.Combine(_folder, "study.json")}'", Refused(_folder), StringComparison.Ordinal);
        Assert.Contains("found no '/no/such/study'", Refused("/no/such/study"), StringComparison.Ordinal);
        Assert.Contains("found version 99", Refused(other), StringComparison.Ordinal);
        Assert.Contains("found format 99", Refused(newer), StringComparison.Ordinal);
    }

    [Fact]
    public void Table_OfTwoStudies_UnitesThem()
    {
        FrontReport report = Expecting(SyntheticReport.Make(24), 0.5);
        string other = Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName;
        report.Save(_folder);
        Expecting(report with { Deployment = report.Deployment with { TaskChannels = 32 } }, 0.25).Save(other);

        string text = Run(new FrontArguments { Studies = [_folder, other] });

        Assert.Contains("widths ?/32/32".Replace("?", report.Deployment.NeckChannels.ToString(CultureInfo.InvariantCulture),
            StringComparison.Ordinal), text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^B#\d+ .* 50\.00 ", text);
        Assert.Contains(
            "one study for --json and --html",
            Assert.Throws<ArgumentException>(() => Run(new FrontArguments { Studies = [_folder, other], Json = true })).Message,
            StringComparison.Ordinal);
    }

    /// <summary>All networks with one expected RMSE, in metres.</summary>
    private static FrontReport Expecting(FrontReport report, double meters)
    {
        TaskResult[] expected = [new(TaskKind.Depth, "rmse", "m", meters, HigherIsBetter: false)];
        return report with
        {
            Points = [.. report.Points.Select(point => point with { Expected = expected })],
            Baselines = [.. report.Baselines.Select(named => named with { Point = named.Point with { Expected = expected } })],
        };
    }

    private static string Refused(string study)
        => Assert.Throws<InvalidDataException>(() => Run(new FrontArguments { Studies = [study] })).Message;

    private static string Run(FrontArguments arguments)
    {
        using StringWriter output = new();
        Assert.Equal(0, FrontVerb.Run(arguments, output));
        return output.ToString();
    }
}
