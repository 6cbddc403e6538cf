using System.Globalization;
using System.Net;
using System.Text;
using DenseEdge.Cli.Reporting;
using DenseEdge.Contracts;
using DenseEdge.Imaging;
using DenseEdge.Quantization.Comparison;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.ModelComparison;

/// <summary>Writes a comparison as one HTML file, pictures included, without scripts and without anything from outside.</summary>
internal static class ModelComparisonPage
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #8884; --soft: #8881; --accent: #2a6fdb; --hot: #d9480f }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 1180px; margin: 2rem auto; padding: 0 1rem }
        h1 { margin-bottom: .2rem } h2 { margin-top: 2.4rem; border-bottom: 1px solid var(--line) }
        table { border-collapse: collapse; margin: .6rem 0 } td, th { padding: .25rem 1.1rem .25rem 0; text-align: right }
        td:first-child, th:first-child, td:nth-child(2), th:nth-child(2) { text-align: left }
        th { font-weight: 600 } td { font-variant-numeric: tabular-nums } tr + tr td { border-top: 1px solid var(--line) }
        .wide { overflow-x: auto } .muted { opacity: .65 } 
        .chart { width: 100% } .chart text { font-size: 11px; fill: currentColor; opacity: .7 }
        .chart .grid { stroke: var(--line) } .chart .curve { fill: none; stroke: var(--accent); stroke-width: 1.4 }
        .chart .own { fill: currentColor; opacity: .35 } .chart .worst { fill: var(--hot) }
        .row { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 10px; margin-bottom: 12px }
        figure { margin: 0 } figcaption { font-size: 12px; opacity: .75 }
        img { width: 100%; display: block; border-radius: 4px; background: var(--soft) }
        .key { display: inline-block; width: .8em; height: .8em; border-radius: 50%; vertical-align: -1px; margin: 0 .35em 0 0 }
        """;

    /// <summary>Writes the page; an old one is replaced whole.</summary>
    /// <param name="path">The HTML file.</param>
    /// <param name="report">The comparison.</param>
    /// <param name="examples">Images with their pictures.</param>
    public static void Write(string path, ModelComparisonReport report, IReadOnlyList<DifferenceExample> examples)
    {
        StringBuilder page = new();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Append($"<title>DenseEdge: two models compared</title><style>{Style}</style></head>");
        page.Append("<body>\n<h1>Two models compared</h1>\n");
        AppendModels(page, report);
        foreach (string note in report.Notes)
        {
            page.Append($"<p class=\"muted\">{Encode(note)}</p>\n");
        }

        page.Append("<h2>Outputs</h2>\n");
        AppendTable(page, ComparisonNumbers.OutputHeader, ComparisonNumbers.Outputs(report.Tensors));
        if (report.Predictions is { First: not null } predictions)
        {
            page.Append("<h2>Metrics</h2>\n");
            AppendTable(page, ComparisonNumbers.MetricHeader, ComparisonNumbers.Metrics(predictions));
        }

        AppendLayers(page, report);
        AppendExamples(page, examples);
        page.Append("</body></html>\n");
        RunFolder.WriteText(path, page.ToString());
    }

    private static void AppendModels(StringBuilder page, ModelComparisonReport report)
    {
        AppendTable(page, ["", "file", "size", "operators"], [Model("first", report.First), Model("second", report.Second)]);
        page.Append(CultureInfo.InvariantCulture, $"<p>{Encode(report.Tensors.Source)}, {report.Tensors.Images} ");
        page.Append("images for layers");
        page.Append(report.Predictions is { } predictions ? $", {predictions.Differences.Count} for metrics" : "");
        page.Append($". Graph optimisation {(report.OptimizedGraph ? "on" : "off")}.</p>\n");
    }

    private static string[] Model(string place, ModelFacts model) =>
    [
        place,
        model.Path,
        string.Create(CultureInfo.InvariantCulture, $"{model.Summary.ModelBytes / 1e6:F2} MB"),
        string.Create(CultureInfo.InvariantCulture, $"{model.Summary.Operators.Sum(entry => entry.Value)}"),
    ];

    private static void AppendLayers(StringBuilder page, ModelComparisonReport report)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>Layers</h2>\n<p>{report.Tensors.Layers.Count} layers in the ");
        page.Append("order of the network. ");
        page.Append("SQNR is signal over difference, in decibels: 6 dB less is twice the error. ");
        page.Append("Line: what has gathered up to a layer.<br>");
        page.Append("<span class=\"key\" style=\"background:currentColor;opacity:.35\"></span>");
        page.Append("what a layer adds by itself, if anything &emsp;");
        page.Append("<span class=\"key\" style=\"background:var(--hot)\"></span>the layers below</p>\n");
        IReadOnlyList<LayerDifference> worst = report.Tensors.Worst(report.Worst);
        if (report.Tensors.Layers.Count > 0)
        {
            page.Append(SqnrChart.Draw(report.Tensors.Layers, worst)).Append('\n');
        }

        page.Append("<h2>Layers that lose most by themselves</h2>\n");
        AppendTable(page, ComparisonNumbers.LayerHeader, ComparisonNumbers.Layers(report));
    }

    private static void AppendExamples(StringBuilder page, IReadOnlyList<DifferenceExample> examples)
    {
        if (examples.Count == 0)
        {
            return;
        }

        page.Append("<h2>Where predictions differ</h2>\n<p class=\"muted\">The images on which the models differ most. ");
        page.Append("Differences are drawn over the dimmed image: red, yellow, white; white is the largest difference of the ");
        page.Append("image, which the caption names.</p>\n");
        foreach (DifferenceExample example in examples)
        {
            page.Append($"<h3>{Encode(example.Id)}</h3>\n");
            foreach (DifferenceExample.Row row in example.Rows)
            {
                string task = MetricFormat.Task(row.Task);
                string largest = row.Task.HasClasses() ? "" : $", largest {PredictionDifference.Text(row.Task, row.Largest)}";
                page.Append("<div class=\"row\">");
                AppendFigure(page, example.Image, "image");
                AppendFigure(page, row.First, $"{task}: first");
                AppendFigure(page, row.Second, $"{task}: second");
                AppendFigure(page, row.Difference, $"difference: mean {PredictionDifference.Text(row.Task, row.Mean)}{largest}");
                page.Append("</div>\n");
            }
        }
    }

    private static void AppendFigure(StringBuilder page, Rgb24Image picture, string caption)
    {
        string data = Convert.ToBase64String(ImageFile.Encode(".jpg", picture));
        page.Append($"<figure><img alt=\"{Encode(caption)}\" src=\"data:image/jpeg;base64,{data}\">");
        page.Append($"<figcaption>{Encode(caption)}</figcaption></figure>");
    }

    private static void AppendTable(StringBuilder page, string[] header, IEnumerable<string[]> rows)
    {
        page.Append("<div class=\"wide\"><table><tr>");
        page.AppendJoin("", header.Select(cell => $"<th>{Encode(cell)}</th>")).Append("</tr>\n");
        foreach (string[] row in rows)
        {
            page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Encode(cell)}</td>")).Append("</tr>\n");
        }

        page.Append("</table></div>\n");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
