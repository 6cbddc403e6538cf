using System.Text;
using DenseEdge.Contracts;
using DenseEdge.Search.Reports;
using static DenseEdge.Cli.Fronts.PageText;

namespace DenseEdge.Cli.Fronts;

/// <summary>The genotypes of a page: a grid of coloured cells per network, rows read from columns.</summary>
/// <param name="view">What is shown.</param>
/// <param name="studyFolder">The study, seen from the page.</param>
internal sealed class GenotypeSection(FrontView view, string studyFolder)
{
    /// <summary>Appends the grids of the shown networks and of those to compare with.</summary>
    /// <param name="page">The page.</param>
    public void AppendTo(StringBuilder page)
    {
        FrontReport report = view.Report;
        if (view.Shown.Count + report.Baselines.Count == 0)
        {
            return;
        }

        page.Append("<h2>Genotypes</h2>\n<p>Each row is a task that is refined; its cells tell what it reads from the task ");
        page.Append("of the column.</p>\n");
        AppendLegend(page);
        page.Append("<div class=\"genotypes\">\n");
        foreach (int index in view.Shown)
        {
            string budgets = FrontFormat.Budgets(view, index);
            string best = budgets.Length > 0 ? $", best under {budgets} ms" : "";
            AppendPoint(page, FrontFormat.Name(index) + best, report.Points[index]);
        }

        foreach (NamedPoint named in report.Baselines)
        {
            AppendPoint(page, named.Name, named.Point);
        }

        page.Append("</div>\n");
    }

    private static void AppendLegend(StringBuilder page)
    {
        page.Append("<div class=\"legend\">");
        foreach (ContextType context in ContextWords.All)
        {
            string words = $"{ContextWords.Word(context)}: {ContextWords.Meaning(context)}";
            page.Append($"<span>{Cell(context)} {Encode(words)}</span>");
        }

        page.Append("</div>\n");
    }

    private void AppendPoint(StringBuilder page, string title, ReportPoint point)
    {
        page.Append($"<div><h3>{Encode(title)}</h3><span class=\"muted\">{Encode(FrontFormat.Latency(point))}, utility ");
        page.Append($"{Encode(FrontFormat.Utility(point.Utility))}</span>");
        AppendGrid(page, point.Genotype);
        string[] links = [.. new[] { Anchor(point.Certificate, "certificate"), Anchor(point.RunFolder, "run") }.OfType<string>()];
        page.AppendJoin(" · ", links).Append("</div>\n");
    }

    private static void AppendGrid(StringBuilder page, Genotype genotype)
    {
        page.Append("<table class=\"genotype\"><tr><th></th>");
        page.AppendJoin("", genotype.Tasks.Select(source => $"<th scope=\"col\">{Encode(source.Key())}</th>")).Append("</tr>");
        foreach (TaskKind target in genotype.Tasks)
        {
            page.Append($"<tr><th scope=\"row\">{Encode(target.Key())}</th>");
            foreach (TaskKind source in genotype.Tasks)
            {
                ContextType context = genotype[target, source];
                string title = $"{target.Title()} reads {source.Title()}: {ContextWords.Word(context)}";
                page.Append($"<td title=\"{Encode(title)}\">{Cell(context)}</td>");
            }

            page.Append("</tr>");
        }

        page.Append("</table>");
    }

    private static string Cell(ContextType context)
        => $"<span class=\"cell {Look(context)}\">{ContextWords.Letter(context)}</span>";

    private static string Look(ContextType context) => context switch
    {
        ContextType.TargetLabel => "t",
        ContextType.SourceLabel => "s",
        ContextType.Global => "g",
        ContextType.Local => "l",
        _ => "none",
    };

    private string? Anchor(string? path, string words)
        => path is null ? null : $"<a href=\"{Encode(Link(Path.Combine(studyFolder, path)))}\">{words}</a>";
}
