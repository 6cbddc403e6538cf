using System.Net;
using System.Text;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Comparing;

/// <summary>Writes a comparison as one HTML page, without scripts and without anything from outside.</summary>
internal static class ComparisonPage
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #8884 }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 1280px; margin: 2rem auto; padding: 0 1rem }
        table { border-collapse: collapse; margin: 1rem 0 } td, th { padding: .3rem 1rem .3rem 0; text-align: right }
        td:first-child, th:first-child { text-align: left } td { font-variant-numeric: tabular-nums; white-space: nowrap }
        tr + tr td { border-top: 1px solid var(--line) } .muted { opacity: .65 }
        """;

    /// <summary>Writes the page; an old one is replaced whole.</summary>
    /// <param name="path">The HTML file.</param>
    /// <param name="comparison">What to show.</param>
    public static void Write(string path, Comparison comparison)
    {
        StringBuilder page = new();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Append($"<title>DenseEdge: comparison</title><style>{Style}</style></head><body>\n<h1>Comparison</h1>\n");
        page.Append($"<p>{Encode(ComparisonFormat.Summary(comparison))}</p>\n<table>\n");
        AppendRow(page, "th", ComparisonFormat.Header(comparison));
        foreach (RunGroup group in comparison.Groups)
        {
            AppendRow(page, "td", ComparisonFormat.Row(comparison, group));
        }

        page.Append("</table>\n");
        foreach (string note in ComparisonFormat.Notes(comparison))
        {
            page.Append($"<p class=\"muted\">{Encode(note)}</p>\n");
        }

        page.Append("<h2>Runs</h2>\n<table>\n");
        foreach (RunGroup group in comparison.Groups)
        {
            AppendRow(page, "td", [group.Label, string.Join(", ", group.Runs.Select(run => run.Folder))]);
        }

        page.Append("</table>\n</body></html>\n");
        RunFolder.WriteText(path, page.ToString());
    }

    private static void AppendRow(StringBuilder page, string tag, IReadOnlyList<string> cells)
    {
        page.Append("<tr>");
        foreach (string cell in cells)
        {
            page.Append($"<{tag}>{Encode(cell)}</{tag}>");
        }

        page.Append("</tr>\n");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
