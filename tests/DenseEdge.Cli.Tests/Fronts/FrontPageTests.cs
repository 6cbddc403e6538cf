using System.Xml.Linq;
using DenseEdge.Cli.Fronts;
using DenseEdge.Contracts;
using DenseEdge.Search.Reports;

namespace DenseEdge.Cli.Tests.Fronts;

public sealed class FrontPageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("front-page").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Page_OfAFinishedSearch_ShowsEverything_AndNeedsNothingFromOutside()
    {
        FrontReport report = SyntheticReport.Make(18, 24, 33);
        string page = Write(report);
        XElement body = XDocument.Parse(page).Root!.Element("body")!;

        Assert.Equal(["Budgets", "Front", "Each task after fine-tuning", "Networks", "Genotypes", "Compared with other searches"],
            body.Elements("h2").Select(title => title.Value));
        Assert.Contains("synthetic board &lt;invented&gt;, 2 cores (0123456789ab)", page, StringComparison.Ordinal);
        Assert.Contains("18 ms cannot be met: the fastest network, #0, takes", page, StringComparison.Ordinal);
        Assert.Contains("Kendall tau 0.71", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);

        // Δm, utility and four tasks, and small pictures in the legend.
        Assert.Equal(6, body.Descendants("svg").Count(svg => svg.Attribute("role") is not null));
        Assert.All(body.Descendants("svg").Where(svg => svg.Attribute("role") is not null), svg =>
            Assert.Equal(3, svg.Elements("line").Count(line => Look(line).StartsWith("budget", StringComparison.Ordinal))));
    }

    [Fact]
    public void Page_ShowsTheGenotypeOfEachShownNetwork_CellByCell()
    {
        FrontReport report = SyntheticReport.Make(24, 33);
        BudgetAnswer budget = report.Budgets[1];
        Genotype genotype = report.Points[budget.Chosen!.Value].Genotype;

        XElement grid = XDocument.Parse(Write(report)).Descendants("div")
            .Single(div => div.Element("h3")?.Value == $"#{budget.Chosen}, best under 33 ms").Element("table")!;

        Assert.Equal(
            genotype.Tasks.Select(task => task.Key()),
            grid.Elements("tr").First().Elements("th").Skip(1).Select(cell => cell.Value));
        foreach ((XElement row, TaskKind target) in grid.Elements("tr").Skip(1).Zip(genotype.Tasks))
        {
            Assert.Equal(target.Key(), row.Element("th")!.Value);
            Assert.Equal(
                genotype.Tasks.Select(source => ContextWords.Letter(genotype[target, source])),
                row.Elements("td").Select(cell => cell.Value));
        }
    }

    [Fact]
    public void Page_LinksCertificatesAndRuns_FromWhereItStands()
    {
        FrontReport report = SyntheticReport.Make(33);
        int chosen = report.Budgets[0].Chosen!.Value;
        string html = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "pages")).FullName, "front.html");

        FrontPage.Write(html, new FrontView(report, all: false), Path.Combine(_folder, "my study"));

        Assert.Equal(
            [$"../my%20study/certificates/point%20{chosen}.json", $"../my%20study/runs/{chosen}"],
            XDocument.Load(html).Descendants("a").Select(link => link.Attribute("href")!.Value));
    }

    [Fact]
    public void Page_OfAnUnfinishedSearch_SaysWhatIsMissing_AndLeavesOutWhatThereIsNot()
    {
        FrontReport report = SyntheticReport.Make() with
        {
            Phases = [new("supernet", 1, 1), new("row tables", 3, 64), new("fine-tuning", 0, 0)],
            Baselines = [],
            Comparisons = [],
            Budgets = [new BudgetAnswer { BudgetMs = 25, State = BudgetState.Pending }],
        };
        string page = Write(report with { Points = [.. report.Points.Select(Unmeasured)] });
        string empty = Write(report with { Points = [] });

        Assert.Contains("still to do: row tables (3 of 64), fine-tuning (not begun).", page, StringComparison.Ordinal);
        Assert.Contains("25 ms: nothing is measured for it yet; #", page, StringComparison.Ordinal);
        Assert.Equal(["Budgets", "Front", "Networks", "Genotypes"], Titles(page));
        Assert.Equal(["Budgets"], Titles(empty));

        // As many as fit an overview, the fastest and the best among them, and the one that the budget's answer names.
        int named = FrontView.BestByPrediction(report, report.Budgets[0])!.Value;
        Assert.InRange(XDocument.Parse(page).Descendants("table").Count(table => Look(table) == "genotype"), 12, 13);
        Assert.Contains(
            XDocument.Parse(page).Descendants("h3"),
            title => title.Value == $"#{named}" || title.Value.StartsWith($"#{named},", StringComparison.Ordinal));

        static ReportPoint Unmeasured(ReportPoint point) => point with
        {
            Measured = null,
            UpperBoundMs = null,
            DeltaM = null,
            Metrics = [],
            Certificate = null,
            RunFolder = null,
        };
    }

    [Fact]
    public void Page_WrittenTwice_IsTheSame()
        => Assert.Equal(Write(SyntheticReport.Make(24, 28)), Write(SyntheticReport.Make(24, 28)));

    private static string Look(XElement element) => element.Attribute("class")?.Value ?? "";

    private static IEnumerable<string> Titles(string page)
        => XDocument.Parse(page).Root!.Element("body")!.Elements("h2").Select(title => title.Value);

    private string Write(FrontReport report)
    {
        string path = Path.Combine(_folder, "front.html");
        FrontPage.Write(path, new FrontView(report, all: false), _folder);
        return File.ReadAllText(path);
    }
}
