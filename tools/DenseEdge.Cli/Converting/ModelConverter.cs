using System.Diagnostics;
using DenseEdge.Cli.Quantizing;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Float16;
using DenseEdge.Quantization.Integers;
using DenseEdge.Quantization.Integers.Placement;
using DenseEdge.Quantization.Sensitivity;

namespace DenseEdge.Cli.Converting;

/// <summary>
/// Brings a plain FP32 model into the arithmetics of a target: exact passes → ranges of calibration images → precision. The
/// graph is simplified, and calibrated, once for all arithmetics that share its form.
/// </summary>
/// <param name="request">The model and the target.</param>
/// <param name="clock">Keeps the time of every stage.</param>
/// <param name="display">Shows the progress.</param>
/// <param name="cancellation">Ends the conversion.</param>
internal sealed class ModelConverter(
    ConversionRequest request, StageClock clock, ProgressDisplay display, CancellationToken cancellation)
{
    private readonly Dictionary<bool, (OnnxModel Model, IReadOnlyList<ConversionStep> Steps)> _simplified = [];
    private readonly Dictionary<bool, CalibrationTable> _calibrations = [];

    /// <summary>Converts the model.</summary>
    /// <param name="precision">An arithmetic that the target has.</param>
    /// <param name="kept">Blocks that keep a finer one.</param>
    /// <exception cref="InvalidDataException">The model is not sound, or the calibration images have faults or don't
    /// fit.</exception>
    public ConvertedModel Convert(ModelPrecision precision, IReadOnlyList<NodeBlock> kept)
    {
        (OnnxModel simple, IReadOnlyList<ConversionStep> steps) = Simplify(precision);
        IBlockConversion conversion = Conversion(precision);
        (OnnxModel model, IReadOnlyList<ConversionStep> own, QuantizationResult? integers) = clock.Run(
            precision.Key(), () => Describe(conversion, kept));
        Label(model, precision);
        return new ConvertedModel(precision, model, [.. steps, .. own], integers);
    }

    /// <summary>Finds the fastest variant within an accuracy budget, from an arithmetic to FP32.</summary>
    /// <param name="coarsest">The arithmetic that the user asked for.</param>
    /// <param name="budget">How much worse each task may become.</param>
    /// <param name="labelled">The samples on which models are scored.</param>
    public VariantChoice Choose(ModelPrecision coarsest, AccuracyBudget budget, ISampleSource labelled)
    {
        IBlockConversion[] variants = [.. TargetPrecisions.Ladder(request.Target, coarsest).Select(Conversion)];
        using DataScore score = new(labelled, request.Target, display, cancellation);
        return clock.Run(
            "budget", () => VariantSearch.Run(request.Plain, variants, budget, score, display.Say, cancellation));
    }

    private IBlockConversion Conversion(ModelPrecision precision)
    {
        OnnxModel simple = Simplify(precision).Model;
        HalfOptions half = new HalfOptions().For(request.Target);
        CalibrationTable? ranges =
            precision == ModelPrecision.Float32 || request.Calibrate is null ? null : Calibrate(precision);
        return precision switch
        {
            ModelPrecision.Int8 => new IntegerConversion(simple, ranges!, request.Integers with
            {
                Flavor = TargetPrecisions.Integers(TargetPrecisions.Find(request.Target, precision)!),
                Half = half,
            }),
            ModelPrecision.Float16 => new HalfConversion(simple, ranges is null ? half : half.With(ranges), request.Source),
            _ => new FloatConversion(simple),
        };
    }

    private (OnnxModel Model, IReadOnlyList<ConversionStep> Steps) Simplify(ModelPrecision precision)
    {
        bool form = ExactPasses.HasIntegerForm(request.Target, precision);
        if (!_simplified.TryGetValue(form, out (OnnxModel Model, IReadOnlyList<ConversionStep> Steps) known))
        {
            known = clock.Run("passes", () =>
            {
                OnnxGraph graph = OnnxGraph.Open(request.Plain, request.Source);
                IReadOnlyList<ConversionStep> steps =
                    ExactPasses.Apply(graph, request.Target, precision, request.Integers.WeightBits);
                return (graph.ToModel(), steps);
            });
            _simplified.Add(form, known);
        }

        return known;
    }

    // Ladders begin with the coarsest arithmetic: where INT8 and FP16 share a graph, the counts that INT8 needs are there.
    private CalibrationTable Calibrate(ModelPrecision precision)
    {
        bool form = ExactPasses.HasIntegerForm(request.Target, precision);
        if (!_calibrations.TryGetValue(form, out CalibrationTable? table))
        {
            table = clock.Run("calibration", () => Calibrated(precision));
            _calibrations.Add(form, table);
        }

        return table;
    }

    private CalibrationTable Calibrated(ModelPrecision precision)
    {
        OnnxModel model = Simplify(precision).Model;
        OnnxGraph graph = OnnxGraph.Open(model, request.Source);
        CalibrationImages images = CalibrationImages.Open(
            request.Calibrate!, ImageInput.Of(graph, request.Source, request.Scaling));
        CalibrationOptions options = request.Integers.Calibration with { Progress = new CalibrationDisplay(display) };

        // FP16 asks for ranges and means only: nothing has to be counted.
        return precision == ModelPrecision.Int8
            ? Quantizer.Calibrate(model, images, options, cancellation)
            : Calibrator.Run(graph, images, options with { Counted = new HashSet<string>() }, cancellation);
    }

    private static (OnnxModel Model, IReadOnlyList<ConversionStep> Steps, QuantizationResult? Integers) Describe(
        IBlockConversion conversion, IReadOnlyList<NodeBlock> kept)
    {
        switch (conversion)
        {
            case IntegerConversion integers:
                QuantizationResult result = integers.Quantize(kept);
                return (result.Model, [.. Steps(result)], result);
            case HalfConversion half:
                (OnnxModel model, HalfReport report) = half.Round(kept);
                return (model, [.. Steps(report)], null);
            case FloatConversion:
                return (conversion.Convert(kept), [], null);
            default:
                throw new UnreachableException($"Unknown conversion {conversion.Name}.");
        }
    }

    private static IEnumerable<ConversionStep> Steps(QuantizationResult result)
    {
        string where = $"on {result.CalibrationImages} images of {result.CalibrationSource}";
        yield return new ConversionStep(
            "int8", $"Convolutions and products on integers, ranges seen {where}.", result.IntegerNodes.Count);
        foreach (IGrouping<string, FloatNode> group in result.FloatNodes.GroupBy(node => node.Reason))
        {
            yield return new ConversionStep(
                "float-layers", $"Convolutions and products that stay float: {group.Key}.", group.Count());
        }
    }

    private static IEnumerable<ConversionStep> Steps(HalfReport report)
    {
        yield return new ConversionStep(
            "fp16", "Nodes that compute in FP16; the others are islands where FP16 is unsafe.", report.HalfNodes);
        foreach (Float32Island island in report.Islands)
        {
            yield return new ConversionStep("fp32-island", $"{island.Reason}.", island.Nodes.Count);
        }

        yield return new ConversionStep(
            "casts", string.Join(" ", ["Casts between FP16 and FP32.", .. report.Warnings]), report.Casts);
    }

    /// <summary>A model of ours says for whom it was made and in which arithmetic.</summary>
    private void Label(OnnxModel model, ModelPrecision precision)
    {
        if (model.GetMetadata(ModelMetadata.Key) is { } text)
        {
            ModelMetadata metadata = ModelMetadata.Parse(text, request.Source);
            model.SetMetadata(
                ModelMetadata.Key, (metadata with { Precision = precision, Target = request.Target.Name }).ToJson());
        }
    }
}
