using System.Globalization;
using System.Text;
using System.Xml.Linq;
using DenseEdge.Search.Reports;
using static DenseEdge.Cli.Fronts.PageText;

namespace DenseEdge.Cli.Fronts;

/// <summary>What the marks and lines of a drawing stand for.</summary>
internal static class ChartLegend
{
    private const double Width = 26, Middle = 7;

    /// <summary>Appends the legend: only what occurs.</summary>
    /// <param name="page">The page.</param>
    /// <param name="view">What is shown.</param>
    /// <param name="content">The drawing with the most in it.</param>
    public static void Append(StringBuilder page, FrontView view, ChartContent content)
    {
        page.Append("<div class=\"legend\">");
        for (int i = 0; i < content.Curves.Count; i++)
        {
            string look = string.Create(CultureInfo.InvariantCulture, $"curve curve{i}");
            AppendEntry(page, Svg.Line(1, Middle, Width - 1, Middle, look), content.Curves[i].Name);
        }

        foreach ((MarkKind kind, string words) in new[]
        {
            (MarkKind.Chosen, "chosen for a budget"), (MarkKind.Measured, "measured"),
            (MarkKind.Predicted, "predicted only"), (MarkKind.Baseline, "to compare with"),
        })
        {
            if (content.Marks.Any(mark => mark.Kind == kind))
            {
                AppendEntry(page, MarkShapes.Draw(kind, Width / 2, Middle, words), words);
            }
        }

        if (view.Report.Budgets.Count > 0)
        {
            AppendEntry(page, Svg.Line(1, Middle, Width - 1, Middle, "budget"), "budget");
        }

        if (view.Report.Budgets.Any(budget => budget.State == BudgetState.Unmeetable))
        {
            AppendEntry(page, Svg.Line(1, Middle, Width - 1, Middle, "budget unmet"), "budget that nothing meets");
        }

        page.Append("<span class=\"muted\">bars: 95 % bound of the latency, 95 % interval of the utility</span></div>\n");
    }

    private static void AppendEntry(StringBuilder page, XElement shape, string words)
    {
        XElement picture = new("svg", new XAttribute("viewBox", "0 0 26 14"), new XAttribute("aria-hidden", "true"), shape);
        page.Append("<span>").Append(picture.ToString(SaveOptions.DisableFormatting)).Append($"{Encode(words)}</span>");
    }
}
