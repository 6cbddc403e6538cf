using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Integers;
using DenseEdge.Quantization.Sensitivity;

namespace DenseEdge.Cli.Quantizing;

/// <summary>denseedge quantize.</summary>
internal static class QuantizeVerb
{
    /// <summary>Quantises a model, ours or not, and writes a report beside it.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static int Run(QuantizeArguments arguments, CancellationToken cancellation)
    {
        string path = ModelArgument.Find(arguments.Model);
        string output = arguments.Output ?? Path.ChangeExtension(path, $".{arguments.Target}-int8.onnx");
        IntegerFlavor flavor = IntegerTargets.Flavor(arguments.Target);
        OnnxModel model = OnnxModel.Load(path);
        OnnxGraph graph = OnnxGraph.Open(model, path);
        bool isOurs = model.GetMetadata(ModelMetadata.Key) is not null;
        ImageInput input = ImageInput.Of(graph, path, arguments.Scaling ?? (isOurs ? PixelScaling.Bytes : null));
        CalibrationImages images = CalibrationImages.Open(arguments.Calibrate, input);
        MixedPrecisionResult? search = null;
        QuantizationResult? result;
        using (ProgressDisplay display = ProgressDisplay.OnStandardError())
        {
            display.Begin("calibrating");
            QuantizationOptions options = Options(arguments, flavor, display);
            CalibrationTable calibration = Quantizer.Calibrate(model, images, options.Calibration, cancellation);
            if (arguments.AccuracyBudget is { } budget)
            {
                RequireLabels(arguments, isOurs);
                search = Search(model, calibration, options, AccuracyBudget.Parse(budget), arguments, input, display, cancellation);
                result = search.Chosen;
            }
            else
            {
                result = Quantizer.Quantize(model, calibration, options);
            }
        }

        // Even when that is the float model: what is shipped lies where the user looks for it.
        (result?.Model ?? model).Save(output);
        string report = arguments.Report ?? Path.ChangeExtension(output, ".json");
        QuantizationReport.Write(report, result, search);
        Console.WriteLine(QuantizationText.Describe(result, search, output, report));
        return 0;
    }

    private static void RequireLabels(QuantizeArguments arguments, bool isOurs)
    {
        if (!isOurs)
        {
            throw new ArgumentException(
                "--accuracy-budget needs a model of DenseEdge, whose metadata say what its outputs mean; found none in "
                + $"'{arguments.Model}'. Leave the budget out and compare the outputs: ./denseedge compare-models.");
        }

        if (CalibrationImages.IsFolderOfImages(arguments.Calibrate))
        {
            throw new ArgumentException(
                $"--accuracy-budget needs a data set with labels for --calibrate, found a folder of images, '{arguments.Calibrate}'.");
        }
    }

    private static MixedPrecisionResult Search(
        OnnxModel model, CalibrationTable calibration, QuantizationOptions options, AccuracyBudget budget,
        QuantizeArguments arguments, ImageInput input, ProgressDisplay display, CancellationToken cancellation)
    {
        DataSplits data = DataSets.Open(arguments.Calibrate, (input.Height, input.Width));
        display.Begin("measuring");
        using DataScore score = new(data.Test, options.Flavor, display, cancellation);
        return MixedPrecisionSearch.Run(model, calibration, options, budget, score, display.Say, cancellation);
    }

    private static QuantizationOptions Options(QuantizeArguments arguments, IntegerFlavor flavor, ProgressDisplay display) => new()
    {
        Flavor = flavor,
        Method = arguments.Method,
        Percentile = arguments.Percentile,
        PerChannelWeights = !arguments.PerTensor,
        WeightBits = arguments.WeightBits,
        Exclude = arguments.Exclude,
        SharedConcatScales = arguments.SharedConcat,
        QuantizeHeads = arguments.Heads,
        BiasCorrection = !arguments.NoBiasCorrection,
        Calibration = new CalibrationOptions { Images = arguments.Images, Progress = new CalibrationDisplay(display) },
    };
}
