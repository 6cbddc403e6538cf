using System.Globalization;
using DenseEdge.Cli.Quantizing;
using DenseEdge.Cli.Running;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Comparison;
using DenseEdge.Sdk;
using ModelMetadata = DenseEdge.Contracts.ModelMetadata;

namespace DenseEdge.Cli.ModelComparison;

/// <summary>denseedge compare-models.</summary>
internal static class CompareModelsVerb
{
    // Enough to see what kind of place differs; each costs about a quarter of a megabyte of page.
    private const int ShownImages = 4;

    /// <summary>Compares two models and prints what was found.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static int Run(CompareModelsArguments arguments, CancellationToken cancellation)
    {
        (string firstPath, string secondPath) = (ModelArgument.Find(arguments.First), ModelArgument.Find(arguments.Second));
        (OnnxModel first, OnnxModel second) = (OnnxModel.Load(firstPath), OnnxModel.Load(secondPath));
        OnnxGraph firstGraph = OnnxGraph.Open(first, firstPath), secondGraph = OnnxGraph.Open(second, secondPath);
        firstGraph.RequireFiniteConstants();
        secondGraph.RequireFiniteConstants();
        bool isOurs = first.GetMetadata(ModelMetadata.Key) is not null && second.GetMetadata(ModelMetadata.Key) is not null;
        ImageInput input = ImageInput.Of(firstGraph, firstPath, arguments.Scaling ?? (isOurs ? PixelScaling.Bytes : null));
        ComparisonImages images = ComparisonImages.Open(arguments.Data, input);
        using ProgressDisplay display = ProgressDisplay.OnStandardError();
        display.Begin("layers");
        ComparisonResult tensors = ModelComparer.Run(
            firstGraph, firstPath, secondGraph, secondPath, images, Options(arguments, display), cancellation);
        PredictorOptions predictor = new() { OptimizeGraph = arguments.OptimizeGraph };
        using DensePredictor? a = isOurs ? DensePredictor.Load(firstPath, predictor) : null;
        using DensePredictor? b = isOurs ? DensePredictor.Load(secondPath, predictor) : null;
        if (isOurs)
        {
            display.Begin("predictions");
        }

        ModelComparisonReport report = new()
        {
            First = new ModelFacts(firstPath, first.Summarize()),
            Second = new ModelFacts(secondPath, second.Summarize()),
            OptimizedGraph = arguments.OptimizeGraph,
            Tensors = tensors,
            Predictions = a is null || b is null ? null : PredictionComparison.Run(a, b, images, display, cancellation),
            Worst = arguments.Worst,
        };
        Write(report, arguments, images, a, b);
        return 0;
    }

    private static void Write(
        ModelComparisonReport report, CompareModelsArguments arguments, ComparisonImages images, DensePredictor? first,
        DensePredictor? second)
    {
        if (arguments.Json is not null)
        {
            ModelComparisonJson.Write(arguments.Json, report);
        }

        if (arguments.Html is not null)
        {
            bool canRun = first is not null && second is not null;
            IReadOnlyList<DifferenceExample> examples = canRun && report.Predictions is { } predictions
                ? DifferenceExample.Draw(first!, second!, images, predictions.MostDifferent(ShownImages))
                : [];
            ModelComparisonPage.Write(arguments.Html, report, examples);
        }

        Console.WriteLine(ModelComparisonText.Write(report));
    }

    private static ComparisonOptions Options(CompareModelsArguments arguments, ProgressDisplay display) => new()
    {
        Images = arguments.Images,
        OptimizeGraph = arguments.OptimizeGraph,
        Progress = new LayerDisplay(display),
    };

    /// <summary>Draws at once, in the order of the images, where <see cref="Progress{T}"/> would post to the thread
    /// pool.</summary>
    private sealed class LayerDisplay(ProgressDisplay display) : IProgress<CalibrationProgress>
    {
        public void Report(CalibrationProgress value) => display.Update(
            (double)value.Done / value.Total, string.Create(CultureInfo.InvariantCulture, $"image {value.Done}/{value.Total}"));
    }
}
