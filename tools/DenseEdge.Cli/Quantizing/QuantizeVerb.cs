using DenseEdge.Cli.Converting;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Targets;
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
    /// <returns><see cref="ExitCodes.FinerPrecision"/> if the accuracy budget led to a model without integers.</returns>
    public static int Run(QuantizeArguments arguments, CancellationToken cancellation)
    {
        string path = ModelArgument.Find(arguments.Model);
        TargetProfile target = Target(arguments.Target);
        OnnxModel model = OnnxModel.Load(path);
        OnnxGraph graph = OnnxGraph.Open(model, path);
        FloatModel.Require(graph, path);
        bool isOurs = model.GetMetadata(ModelMetadata.Key) is not null;
        PixelScaling? scaling = arguments.Scaling ?? (isOurs ? PixelScaling.Bytes : null);
        ImageInput input = ImageInput.Of(graph, path, scaling);
        AccuracyBudget? budget = arguments.AccuracyBudget is { } text ? Budget(text, model, path) : null;
        DataSplits? data = budget is null ? null : Labels(arguments, input);
        CalibrationImages.Open(arguments.Calibrate, input).RequireAny();
        VariantChoice? choice = null;
        ConvertedModel result;
        using (ProgressDisplay display = ProgressDisplay.OnStandardError())
        {
            ConversionRequest request = new()
            {
                Plain = model,
                Source = path,
                Target = target,
                Integers = Options(arguments, target),
                Calibrate = arguments.Calibrate,
                Scaling = scaling,
            };
            ModelConverter converter = new(request, new StageClock(display), display, cancellation);
            choice = budget is null ? null : converter.Choose(ModelPrecision.Int8, budget, data!.Test);
            result = choice is null
                ? converter.Convert(ModelPrecision.Int8, [])
                : converter.Convert(ModelPrecisions.Parse(choice.Name), choice.Kept);
        }

        string output = arguments.Output ?? Path.ChangeExtension(path, $".{target.Name}-{result.Precision.Key()}.onnx");
        result.Model.Save(output);
        string report = arguments.Report ?? Path.ChangeExtension(output, ".json");
        QuantizationReport.Write(report, result, choice);
        Console.WriteLine(QuantizationText.Describe(result, choice, output, report));
        return result.Precision == ModelPrecision.Int8 ? ExitCodes.Done : ExitCodes.FinerPrecision;
    }

    private static TargetProfile Target(string name)
    {
        TargetProfile target = TargetProfiles.Find(name);
        return TargetPrecisions.Find(target, ModelPrecision.Int8) is not null
            ? target
            : throw new ArgumentException(
                TargetPrecisions.Expected(target, ModelPrecision.Int8) + " Use: ./denseedge export RUN --precision fp16.");
    }

    private static AccuracyBudget Budget(string text, OnnxModel model, string path)
    {
        AccuracyBudget budget = AccuracyBudget.Parse(text);
        string metadata = model.GetMetadata(ModelMetadata.Key) ?? throw new ArgumentException(
            "--accuracy-budget needs a model of DenseEdge, whose metadata say what its outputs mean; found none in "
            + $"'{path}'. Leave the budget out and compare the outputs: ./denseedge compare-models.");
        return budget.Requiring([.. ModelMetadata.Parse(metadata, path).Tasks.Select(task => task.Spec.Kind.Key())]);
    }

    private static DataSplits Labels(QuantizeArguments arguments, ImageInput input)
        => CalibrationImages.FilesOf(arguments.Calibrate) is null
            ? DataSets.Open(arguments.Calibrate, (input.Height, input.Width))
            : throw new ArgumentException(
                "--accuracy-budget needs a data set with labels for --calibrate, found a folder of images, "
                + $"'{arguments.Calibrate}'.");

    private static QuantizationOptions Options(QuantizeArguments arguments, TargetProfile target) => new()
    {
        Flavor = TargetPrecisions.Integers(TargetPrecisions.Find(target, ModelPrecision.Int8)!),
        Method = arguments.Method,
        Percentile = arguments.Percentile,
        PerChannelWeights = !arguments.PerTensor,
        WeightBits = arguments.WeightBits,
        Exclude = arguments.Exclude,
        SharedConcatScales = arguments.SharedConcat,
        QuantizeHeads = arguments.Heads,
        BiasCorrection = !arguments.NoBiasCorrection,
        Calibration = new CalibrationOptions { Images = arguments.Images },
    };
}
