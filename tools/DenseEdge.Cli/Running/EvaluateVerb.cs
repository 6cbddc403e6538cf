using DenseEdge.Evaluation;
using DenseEdge.Sdk;
using DenseEdge.Training.Engine;
using Spectre.Console;

namespace DenseEdge.Cli.Running;

/// <summary>denseedge evaluate.</summary>
internal static class EvaluateVerb
{
    /// <summary>Measures a model on the test split.</summary>
    /// <param name="model">An ONNX file or a run folder.</param>
    /// <param name="dataArgument">The data; null to take that of the run.</param>
    /// <param name="json">A file for the metrics; null for none.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static int Run(string model, string? dataArgument, string? json, CancellationToken cancellation)
    {
        string path = ModelArgument.Find(model);
        using DensePredictor predictor = DensePredictor.Load(path);
        string dataName = dataArgument ?? RunData(model);
        DataSplits data = DataSets.Open(dataName, (predictor.Model.InputHeight, predictor.Model.InputWidth));
        MetricTable metrics;
        using (ProgressDisplay display = ProgressDisplay.OnStandardError())
        {
            display.Begin("evaluating");
            metrics = ModelEvaluation.Measure(predictor, data.Test, display, visit: null, cancellation);
        }

        MetricTableView.Print(
            AnsiConsole.Console, $"{data.Name}, test split, {data.Test.Count} images at {predictor.Model.InputHeight}x{predictor.Model.InputWidth}", metrics);
        if (json is not null)
        {
            MetricsFile.Write(json, data.Name, metrics);
        }

        return 0;
    }

    private static string RunData(string model) => File.Exists(RunFolder.ConfigurationPath(model))
        && RunConfiguration.Load(model).Data is { Length: > 0 } data
        ? data
        : throw new ArgumentException("Expected --data for a model file: only the run folder of a training knows its data.");
}
