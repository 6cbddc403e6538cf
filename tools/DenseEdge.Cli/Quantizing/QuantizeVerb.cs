using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Integers;

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
        QuantizationResult result;
        using (ProgressDisplay display = ProgressDisplay.OnStandardError())
        {
            display.Begin("calibrating");
            result = Quantizer.Quantize(model, images, Options(arguments, flavor, display), cancellation);
        }

        result.Model.Save(output);
        string report = arguments.Report ?? Path.ChangeExtension(output, ".json");
        QuantizationReport.Write(report, result);
        Console.WriteLine(QuantizationText.Describe(result, output, report));
        return 0;
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
