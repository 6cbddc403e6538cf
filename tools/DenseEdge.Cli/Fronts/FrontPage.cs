using System.Text;
using System.Xml.Linq;
using DenseEdge.Search.Reports;
using DenseEdge.Training.Engine;
using static DenseEdge.Cli.Fronts.PageText;

namespace DenseEdge.Cli.Fronts;

/// <summary>Writes a front as one HTML page, without scripts and without anything from outside; it is well-formed XML
/// too.</summary>
internal static class FrontPage
{
    /// <summary>Writes the page; an old one is replaced whole.</summary>
    /// <param name="path">The HTML file.</param>
    /// <param name="view">What is shown.</param>
    /// <param name="studyFolder">Where certificates and run folders are.</param>
    public static void Write(string path, FrontView view, string studyFolder)
    {
        string from = Path.GetDirectoryName(Path.GetFullPath(path))!;
        StringBuilder page = new();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        page.Append($"<title>DenseEdge: front of a search</title><style>{FrontStyle.Css}</style></head><body>\n");
        page.Append("<h1>Accuracy against measured latency</h1>\n");
        AppendFacts(page, view.Report);
        AppendAnswers(page, view.Report);
        AppendCharts(page, view);
        AppendNetworks(page, view);
        new GenotypeSection(view, Path.GetRelativePath(from, Path.GetFullPath(studyFolder))).AppendTo(page);
        AppendComparisons(page, view.Report);
        page.Append("</body></html>\n");
        RunFolder.WriteText(path, page.ToString());
    }

    private static void AppendFacts(StringBuilder page, FrontReport report)
    {
        page.Append("<table class=\"facts\">\n");
        foreach ((string name, string value) in FrontFormat.Facts(report))
        {
            page.Append($"<tr><td class=\"muted\">{Encode(name)}</td><td>{Encode(value)}</td></tr>\n");
        }

        page.Append("</table>\n");
        if (FrontFormat.Missing(report) is { Count: > 0 } missing)
        {
            page.Append("<p class=\"missing\">The search isn't through; still to do: ");
            page.Append($"{Encode(string.Join(", ", missing))}.</p>\n");
        }
    }

    private static void AppendAnswers(StringBuilder page, FrontReport report)
    {
        if (report.Budgets.Count == 0)
        {
            return;
        }

        page.Append("<h2>Budgets</h2>\n");
        foreach (BudgetAnswer budget in report.Budgets)
        {
            string state = budget.State switch
            {
                BudgetState.Met => "answer",
                BudgetState.Unmeetable => "answer unmet",
                _ => "answer pending",
            };
            page.Append($"<p class=\"{state}\">{Encode(FrontFormat.Answer(report, budget))}</p>\n");
        }
    }

    private static void AppendCharts(StringBuilder page, FrontView view)
    {
        if (FrontCharts.Utility(view) is not { } utility)
        {
            return;
        }

        ChartContent? deltaM = FrontCharts.DeltaM(view);
        page.Append("<h2>Front</h2>\n");
        if (deltaM is not null)
        {
            page.Append("<h3>Δm after fine-tuning</h3>\n");
            AppendChart(page, deltaM, ChartSize.Large, "large");
        }

        page.Append("<h3>Utility by the row tables</h3>\n");
        AppendChart(page, utility, ChartSize.Large, "large");
        ChartLegend.Append(page, view, utility);
        IReadOnlyList<(string Title, ChartContent Content)> tasks = FrontCharts.Tasks(view);
        if (tasks.Count > 0)
        {
            page.Append("<h2>Each task after fine-tuning</h2>\n<div class=\"charts\">\n");
            foreach ((string title, ChartContent content) in tasks)
            {
                page.Append($"<div><h3>{Encode(title)}</h3>");
                AppendChart(page, content, ChartSize.Small, "small");
                page.Append("</div>\n");
            }

            page.Append("</div>\n");
        }
    }

    private static void AppendChart(StringBuilder page, ChartContent content, ChartSize size, string look)
    {
        XElement chart = FrontChart.Draw(content, size);
        chart.SetAttributeValue("class", $"chart {look}");
        page.Append("<div class=\"wide\">").Append(chart.ToString(SaveOptions.DisableFormatting)).Append("</div>\n");
    }

    private static void AppendNetworks(StringBuilder page, FrontView view)
    {
        if (view.Shown.Count + view.Beside.Count > 0)
        {
            page.Append("<h2>Networks</h2>\n<div class=\"wide\"><table class=\"numbers\">");
            AppendRow(page, "th", FrontFormat.Header(view), "");
            foreach (int index in view.Shown)
            {
                AppendRow(page, "td", FrontFormat.Row(view, index), view.BudgetsOf(index).Count > 0 ? "chosen" : "");
            }

            foreach (NamedPoint named in view.Beside)
            {
                AppendRow(page, "td", FrontFormat.Row(view, named), "");
            }

            page.Append("</table></div>\n");
        }

        foreach (string note in FrontFormat.Notes(view))
        {
            page.Append($"<p class=\"muted\">{Encode(note)}</p>\n");
        }
    }

    private static void AppendComparisons(StringBuilder page, FrontReport report)
    {
        if (report.Comparisons.Count == 0)
        {
            return;
        }

        page.Append("<h2>Compared with other searches</h2>\n<div class=\"wide\"><table class=\"numbers\">");
        AppendRow(page, "th", FrontFormat.ComparisonHeader, "");
        foreach (FrontComparison comparison in report.Comparisons)
        {
            AppendRow(page, "td", FrontFormat.Row(comparison), "");
        }

        page.Append("</table></div>\n");
    }

    private static void AppendRow(StringBuilder page, string tag, IReadOnlyList<string> cells, string look)
    {
        page.Append(look.Length == 0 ? "<tr>" : $"<tr class=\"{look}\">");
        page.AppendJoin("", cells.Select(cell => $"<{tag}>{Encode(cell)}</{tag}>")).Append("</tr>\n");
    }
}
