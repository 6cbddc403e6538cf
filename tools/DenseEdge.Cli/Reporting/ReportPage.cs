using System.Net;
using System.Text;
using DenseEdge.Contracts;
using DenseEdge.Evaluation;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Reporting;

/// <summary>Writes the report of a run: one HTML page beside its pictures, without scripts and without anything from outside.</summary>
internal static class ReportPage
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #8884; --soft: #8881; --accent: #2a6fdb; }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 1180px; margin: 2rem auto; padding: 0 1rem; }
        h1 { margin-bottom: .2rem } h2 { margin-top: 2.4rem; border-bottom: 1px solid var(--line) }
        table { border-collapse: collapse; margin: .6rem 0 } td, th { padding: .25rem .9rem .25rem 0; text-align: left }
        th { font-weight: 600 } tr + tr td { border-top: 1px solid var(--line) }
        td.number { text-align: right; font-variant-numeric: tabular-nums } tr.main td { font-weight: 650 }
        .muted { opacity: .65 }
        .chart { width: 100%; max-width: 760px } .chart text { font-size: 11px; fill: currentColor; opacity: .7 }
        .chart .grid { stroke: var(--line) } .chart .curve { fill: none; stroke: var(--accent); stroke-width: 1.6 }
        .example { margin: 1.6rem 0 2.6rem } .pictures { display: grid; gap: 10px; align-items: start;
          grid-template-columns: repeat(auto-fill, minmax(250px, 1fr)) }
        .triple { display: contents } figure { margin: 0 } figcaption { font-size: 12px; opacity: .75 }
        img { width: 100%; display: block; border-radius: 4px; background: var(--soft); image-rendering: auto }
        .row { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 10px; margin-bottom: 12px }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: 12.5px; margin: .4rem 0 }
        .swatch { display: inline-block; width: .9em; height: .9em; border-radius: 2px; margin-right: .35em; vertical-align: -1px }
        """;

    /// <summary>Writes the page; an old one is replaced whole.</summary>
    /// <param name="path">The HTML file.</param>
    /// <param name="content">What to show.</param>
    public static void Write(string path, ReportContent content)
    {
        StringBuilder page = new();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Append($"<title>{Encode(content.Title)}</title><style>{Style}</style></head><body>\n");
        page.Append($"<h1>{Encode(content.Title)}</h1>\n");
        AppendPairs(page, content.Facts);
        AppendMetrics(page, content.Metrics);
        if (content.Agreement.Count > 0)
        {
            page.Append("<h2>Exported network against the trained one</h2>\n");
            AppendPairs(page, content.Agreement);
        }

        if (content.Losses is { } losses && LossChart.Draw(losses) is { Length: > 0 } chart)
        {
            page.Append($"<h2>Training loss</h2>\n<p class=\"muted\">Total over all tasks, logarithmic, by step.</p>\n{chart}\n");
        }

        page.Append("<h2>Pictures of the test split</h2>\n");
        AppendLegends(page, content.Tasks);
        foreach (ReportExample example in content.Examples)
        {
            AppendExample(page, example);
        }

        page.Append("</body></html>\n");
        RunFolder.WriteText(path, page.ToString());
    }

    private static void AppendPairs(StringBuilder page, IReadOnlyList<(string Name, string Value)> pairs)
    {
        page.Append("<table>\n");
        foreach ((string name, string value) in pairs)
        {
            page.Append($"<tr><td class=\"muted\">{Encode(name)}</td><td>{Encode(value)}</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private static void AppendMetrics(StringBuilder page, MetricTable metrics)
    {
        page.Append("<h2>Metrics</h2>\n<table><tr><th>Task</th><th>Metric</th><th>Value</th><th></th></tr>\n");
        foreach (TaskScore score in metrics.Scores)
        {
            string main = metrics.Main.Contains(score) ? " class=\"main\"" : "";
            page.Append($"<tr{main}><td>{Encode(MetricFormat.Task(score.Task))}</td><td>{Encode(MetricFormat.Name(score))}</td>");
            page.Append($"<td class=\"number\">{Encode(MetricFormat.Value(score))}</td>");
            page.Append($"<td class=\"muted\">{Encode(MetricFormat.Direction(score))}</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private static void AppendLegends(StringBuilder page, IReadOnlyList<TaskSpec> tasks)
    {
        foreach (TaskSpec task in tasks.Where(task => task.Classes.Count > 0))
        {
            page.Append($"<div class=\"legend\"><b>{Encode(MetricFormat.Task(task.Kind))}</b>");
            foreach (LabelClass entry in task.Classes)
            {
                page.Append("<span><span class=\"swatch\" style=\"background:");
                page.Append($"rgb({entry.Red},{entry.Green},{entry.Blue})\"></span>{Encode(entry.Name)}</span>");
            }

            page.Append("</div>\n");
        }

        if (tasks.Any(task => task.Kind == TaskKind.Depth))
        {
            page.Append("<p class=\"muted\">Depth: red is near, blue is far, the same scale for truth and prediction; ");
            page.Append("black has no measurement.</p>\n");
        }
    }

    private static void AppendExample(StringBuilder page, ReportExample example)
    {
        page.Append($"<div class=\"example\"><h3>{Encode(example.Id)}</h3>\n");
        foreach ((TaskKind task, string? truth, string prediction) in example.Pictures)
        {
            string title = MetricFormat.Task(task);
            page.Append("<div class=\"row\">");
            AppendFigure(page, example.Image, "image");
            AppendFigure(page, truth, $"{title}: truth");
            AppendFigure(page, prediction, $"{title}: prediction");
            page.Append("</div>\n");
        }

        page.Append("</div>\n");
    }

    private static void AppendFigure(StringBuilder page, string? picture, string caption) => page.Append(picture is null
        ? $"<figure><figcaption>{Encode(caption)}: this image has none</figcaption></figure>"
        : $"<figure><img loading=\"lazy\" src=\"{Encode(picture)}\" alt=\"{Encode(caption)}\"><figcaption>{Encode(caption)}</figcaption></figure>");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
