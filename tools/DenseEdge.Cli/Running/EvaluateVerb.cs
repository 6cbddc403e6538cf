using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Evaluation;
using DenseEdge.Evaluation.Boundaries;
using DenseEdge.Onnx;
using DenseEdge.Sdk;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;
using Spectre.Console;

namespace DenseEdge.Cli.Running;

/// <summary>denseedge evaluate.</summary>
internal static class EvaluateVerb
{
    /// <summary>Measures a model on the test split; a run's own data gives the run's metrics.json.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static int Run(EvaluateArguments arguments, CancellationToken cancellation)
    {
        string path = ModelArgument.Find(arguments.Model);
        using DensePredictor predictor = MeasuredModel.Load(path, arguments.OptimizeGraph);
        RandomWeightsWarning.Write(Console.Error, predictor.Model);
        RunConfiguration? run = File.Exists(RunFolder.ConfigurationPath(arguments.Model))
            ? RunConfiguration.Load(arguments.Model)
            : null;
        string dataName = arguments.Data ?? (run?.Data is { Length: > 0 } trained ? trained : null)
            ?? throw new ArgumentException("Expected --data for a model file: only a run folder knows what it was trained on.");
        RequireBoundaries(arguments, predictor.Model);
        DataSplits data = DataSets.Open(dataName, (predictor.Model.InputHeight, predictor.Model.InputWidth));
        BoundaryBenchmarkOptions? benchmark = arguments.BoundaryBenchmark
            ? new BoundaryBenchmarkOptions { MaxDistance = arguments.MaxDistance ?? DefaultMaxDistance(data.Name) }.Validated()
            : null;
        MetricTable metrics = Measure(predictor, data, benchmark, arguments.BoundaryFolder, cancellation);
        MetricTableView.Print(AnsiConsole.Console, Title(predictor, data, benchmark), metrics);
        RandomWeightsWarning.Write(Console.Out, predictor.Model);
        EvaluationRecord record = Record(predictor, data, benchmark, run, arguments.Model, metrics);
        if (arguments.Json is not null)
        {
            MetricsFile.Write(arguments.Json, record);
        }

        if (run is not null && arguments.Data is null)
        {
            MetricsFile.Write(RunFolder.MetricsPath(arguments.Model), record);
        }

        return 0;
    }

    /// <summary>The tolerance that evaluations on a data set use: 0.011 on NYUD-v2, 0.0075 elsewhere.</summary>
    /// <param name="dataName">Name of the data set.</param>
    public static double DefaultMaxDistance(string dataName) => dataName.Contains("nyu", StringComparison.OrdinalIgnoreCase)
        ? BoundaryBenchmarkOptions.NyudMaxDistance
        : BoundaryBenchmarkOptions.PascalMaxDistance;

    private static void RequireBoundaries(EvaluateArguments arguments, ModelMetadata model)
    {
        if (arguments.MaxDistance is not null && !arguments.BoundaryBenchmark)
        {
            throw new ArgumentException("Expected --boundary-benchmark with --max-dist: nothing else has that tolerance.");
        }

        bool asked = arguments.BoundaryBenchmark || arguments.BoundaryFolder is not null;
        if (asked && model.Tasks.All(task => task.Spec.Kind != TaskKind.Boundaries))
        {
            throw new ArgumentException(
                "Expected a model that predicts boundaries (edge), found one of "
                + $"{string.Join(", ", model.Tasks.Select(task => task.Spec.Kind.Key()))}.");
        }
    }

    private static MetricTable Measure(
        DensePredictor predictor, DataSplits data, BoundaryBenchmarkOptions? benchmark, string? folder,
        CancellationToken cancellation)
    {
        using ProgressDisplay display = ProgressDisplay.OnStandardError();
        using BoundaryEvaluation boundaries = new(benchmark, folder);
        display.Begin("evaluating");
        return ModelEvaluation.Measure(predictor, data.Test, display, visit: null, cancellation, boundaries);
    }

    private static string Title(DensePredictor predictor, DataSplits data, BoundaryBenchmarkOptions? benchmark) =>
        $"{data.Name}, test split, {data.Test.Count} images at {predictor.Model.OutputHeight}x{predictor.Model.OutputWidth}"
        + (benchmark is null ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $"; odsF, oisF, AP at the photos' size, tolerance {benchmark.MaxDistance} of the diagonal"));

    private static EvaluationRecord Record(
        DensePredictor predictor, DataSplits data, BoundaryBenchmarkOptions? benchmark, RunConfiguration? run, string model,
        MetricTable metrics)
    {
        EvaluationRecord record = new()
        {
            Data = data.Name,
            Images = data.Test.Count,
            InputHeight = predictor.Model.OutputHeight,
            InputWidth = predictor.Model.OutputWidth,
            BoundaryMaxDistance = benchmark?.MaxDistance,
            Macs = OnnxModel.Load(ModelArgument.Find(model)).Summarize().MultiplyAdds,
            Scores = metrics,
        };
        if (run is null)
        {
            return record;
        }

        using MultiTaskNetwork network = MultiTaskNetwork.Create(run.Network);
        (int? steps, double? seconds) = TrainingEffort.Of(model);
        return record with
        {
            Parameters = network.parameters().Sum(parameter => parameter.numel()),
            TrainingSteps = steps,
            TrainingSeconds = seconds,
        };
    }
}
