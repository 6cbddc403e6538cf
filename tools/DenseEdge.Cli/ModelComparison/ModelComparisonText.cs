using System.Globalization;
using System.Text;

namespace DenseEdge.Cli.ModelComparison;

/// <summary>Writes a comparison as aligned text.</summary>
internal static class ModelComparisonText
{
    /// <summary>Writes the comparison.</summary>
    /// <param name="report">The comparison.</param>
    public static string Write(ModelComparisonReport report)
    {
        StringBuilder text = new();
        CultureInfo culture = CultureInfo.InvariantCulture;
        text.AppendLine(culture, $"first   {report.First.Path} ({report.First.Summary.ModelBytes / 1e6:F1} MB)");
        text.AppendLine(culture, $"second  {report.Second.Path} ({report.Second.Summary.ModelBytes / 1e6:F1} MB)");
        text.AppendLine(
            culture,
            $"{report.Tensors.Source}, {report.Tensors.Images} images for layers; graph optimisation "
            + $"{(report.OptimizedGraph ? "on" : "off")}; {report.Tensors.Layers.Count} layers compared");
        AppendTable(text, "Outputs", ComparisonNumbers.OutputHeader, ComparisonNumbers.Outputs(report.Tensors));
        if (report.Predictions is { First: not null } predictions)
        {
            AppendTable(
                text, $"Metrics, {predictions.Differences.Count} images", ComparisonNumbers.MetricHeader,
                ComparisonNumbers.Metrics(predictions));
        }

        AppendTable(text, "Layers that lose most by themselves", ComparisonNumbers.LayerHeader, ComparisonNumbers.Layers(report));
        foreach (string note in report.Notes)
        {
            text.AppendLine().Append("note: ").AppendLine(note);
        }

        return text.ToString().TrimEnd();
    }

    private static void AppendTable(StringBuilder text, string title, string[] header, IEnumerable<string[]> rows)
    {
        List<string[]> all = [header, .. rows];
        int[] widths = [.. header.Select((_, column) => all.Max(row => row[column].Length))];
        text.AppendLine().AppendLine(title);
        foreach (string[] row in all)
        {
            IEnumerable<string> cells = row.Select((cell, column) =>
                column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.Append("  ").AppendLine(string.Join("  ", cells).TrimEnd());
        }
    }
}
