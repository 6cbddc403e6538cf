using System.Text.Encodings.Web;
using System.Text.Json;
using DenseEdge.Contracts;
using DenseEdge.Quantization.Comparison;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.ModelComparison;

/// <summary>A comparison as JSON, for scripts. A signal-to-noise ratio of equal tensors, and one of lost ones, is null.</summary>
internal static class ModelComparisonJson
{
    private const int Format = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="report">What to write.</param>
    public static void Write(string path, ModelComparisonReport report) => RunFolder.WriteText(
        path,
        JsonSerializer.Serialize(
            new
            {
                Format,
                First = report.First.Path,
                Second = report.Second.Path,
                report.OptimizedGraph,
                report.Tensors.Source,
                report.Tensors.Images,
                Outputs = report.Tensors.Outputs.Select(output => new
                {
                    output.Name,
                    output.ChangedShare,
                    Numbers = output.Numbers is { } numbers ? Tensor(numbers) : null,
                }),
                Metrics = Metrics(report.Predictions),
                Layers = report.Tensors.Layers.Select(layer => new
                {
                    layer.OpType,
                    OwnSqnrDb = Finite(layer.OwnSqnrDb),
                    Tensor = Tensor(layer.Tensor),
                }),
                report.Tensors.OnlyInFirst,
                report.Tensors.OnlyInSecond,
                report.Notes,
            },
            Json) + "\n");

    private static object Tensor(TensorDifference tensor) => new
    {
        tensor.Name,
        SqnrDb = Finite(tensor.SqnrDb),
        MaxError = Finite(tensor.MaxError),
        MeanError = Finite(tensor.MeanError),
        RelativeError = Finite(tensor.RelativeError),
        tensor.LostElements,
    };

    private static IEnumerable<object>? Metrics(PredictionComparison? predictions) => predictions?.First?.Scores
        .Zip(predictions.Second!.Scores, (first, second) => (object)new
        {
            Task = first.Task.Key(),
            first.Metric,
            first.Unit,
            first.HigherIsBetter,
            First = first.Value,
            Second = second.Value,
        });

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
