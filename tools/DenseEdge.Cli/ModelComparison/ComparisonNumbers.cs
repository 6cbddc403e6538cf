using System.Globalization;
using DenseEdge.Cli.Reporting;
using DenseEdge.Evaluation;
using DenseEdge.Quantization.Comparison;

namespace DenseEdge.Cli.ModelComparison;

/// <summary>The numbers of a comparison as people read them, the same in text and on the page.</summary>
internal static class ComparisonNumbers
{
    /// <summary>Header of the table of outputs.</summary>
    public static readonly string[] OutputHeader = ["output", "SQNR", "largest error", "mean error", "relative"];

    /// <summary>Header of the table of metrics.</summary>
    public static readonly string[] MetricHeader = ["task", "metric", "first", "second", "difference", "relative"];

    /// <summary>Header of the table of layers.</summary>
    public static readonly string[] LayerHeader =
        ["layer", "operator", "own SQNR", "SQNR", "largest error", "mean error", "relative"];

    /// <summary>Writes a ratio in decibels.</summary>
    /// <param name="decibels">The ratio.</param>
    public static string Sqnr(double decibels) => double.IsPositiveInfinity(decibels) ? "equal"
        : double.IsFinite(decibels) ? string.Create(CultureInfo.InvariantCulture, $"{decibels:F1} dB") : "lost";

    /// <summary>One row for each output.</summary>
    /// <param name="result">The comparison.</param>
    public static IEnumerable<string[]> Outputs(ComparisonResult result) => result.Outputs.Select(output =>
        output.Numbers is { } numbers
            ? [
                output.Name, Sqnr(numbers.SqnrDb), Number(numbers.MaxError), Number(numbers.MeanError),
                Share(numbers.RelativeError),
            ]
            : new[] { output.Name, $"{Share(output.ChangedShare ?? 0)} of the labels differ", "", "", "" });

    /// <summary>One row for each of the layers that lose most.</summary>
    /// <param name="report">The comparison.</param>
    public static IEnumerable<string[]> Layers(ModelComparisonReport report)
        => report.Tensors.Worst(report.Worst).Select(layer => new[]
        {
            layer.Tensor.Name, layer.OpType, Sqnr(layer.OwnSqnrDb), Sqnr(layer.Tensor.SqnrDb), Number(layer.Tensor.MaxError),
            Number(layer.Tensor.MeanError), Share(layer.Tensor.RelativeError),
        });

    /// <summary>One row for each metric.</summary>
    /// <param name="predictions">The comparison of predictions; with labels.</param>
    public static IEnumerable<string[]> Metrics(PredictionComparison predictions)
        => predictions.First!.Scores.Zip(predictions.Second!.Scores, Metric);

    private static string[] Metric(TaskScore first, TaskScore second)
    {
        double difference = second.Value - first.Value;
        string sign = difference > 0 ? "+" : "";
        bool isShare = MetricFormat.Value(first).EndsWith('%');
        string text = isShare
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{100 * difference:F3} points")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{difference:F4} {first.Unit.Replace("1", "")}").TrimEnd();
        string relative = first.Value == 0
            ? "-"
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{100 * difference / first.Value:F3} %");
        return
        [
            MetricFormat.Task(first.Task), MetricFormat.Name(first), MetricFormat.Value(first), MetricFormat.Value(second), text,
            relative,
        ];
    }

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    private static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:G3} %");
}
