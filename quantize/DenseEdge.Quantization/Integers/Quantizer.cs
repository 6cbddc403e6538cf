using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Calibration.Ranges;
using DenseEdge.Quantization.Float16;
using DenseEdge.Quantization.Integers.Placement;
using DenseEdge.Quantization.Integers.Writing;
using DenseEdge.Quantization.Opsets;
using DenseEdge.Quantization.Sensitivity;

namespace DenseEdge.Quantization.Integers;

/// <summary>Turns a float model into one whose convolutions and products run on 8-bit integers.</summary>
public static class Quantizer
{
    private const int HalfOpset = 19;

    /// <summary>Calibrates and quantises a model.</summary>
    /// <param name="model">The float model, ours or not; it is not changed. Static shapes, normalisations folded.</param>
    /// <param name="source">Images to calibrate with.</param>
    /// <param name="options">How to quantise.</param>
    /// <param name="cancellation">Ends the calibration.</param>
    /// <exception cref="InvalidDataException">The model can't be understood, or the images don't fit it.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static QuantizationResult Quantize(
        OnnxModel model, ICalibrationSource source, QuantizationOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Quantize(model, Calibrate(model, source, options.Validated().Calibration, cancellation), options);
    }

    /// <summary>Calibrates a model for every flavour at once.</summary>
    /// <param name="model">The float model.</param>
    /// <param name="source">Images to calibrate with.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <param name="cancellation">Ends the calibration.</param>
    /// <exception cref="InvalidDataException">The model can't be understood, or the images don't fit it.</exception>
    public static CalibrationTable Calibrate(
        OnnxModel model, ICalibrationSource source, CalibrationOptions? options = null, CancellationToken cancellation = default)
    {
        OnnxGraph graph = OnnxGraph.Open(model, "model");
        HashSet<string> counted = [];
        foreach (IntegerFlavor flavor in Enum.GetValues<IntegerFlavor>())
        {
            counted.UnionWith(Plan(graph, new QuantizationOptions { Flavor = flavor, QuantizeHeads = true }).Tensors);
        }

        return Calibrator.Run(graph, source, (options ?? new CalibrationOptions()) with { Counted = counted }, cancellation);
    }

    /// <summary>Divides what may become integer into blocks.</summary>
    /// <param name="model">The float model.</param>
    /// <param name="options">How it would be quantised.</param>
    public static IReadOnlyList<NodeBlock> Blocks(OnnxModel model, QuantizationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OnnxGraph graph = OnnxGraph.Open(model, "model");
        return NodeBlocks.Divide(graph, Plan(graph, options.Validated()).WeightedNodes);
    }

    /// <summary>Quantises a model with a calibration that was made before, for instance for another flavour.</summary>
    /// <param name="model">The float model that was calibrated; it is not changed.</param>
    /// <param name="calibration">What calibration saw.</param>
    /// <param name="options">How to quantise.</param>
    public static QuantizationResult Quantize(OnnxModel model, CalibrationTable calibration, QuantizationOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(calibration);
        ArgumentNullException.ThrowIfNull(options);
        QuantizationOptions valid = options.Validated();
        OnnxGraph graph = OnnxGraph.Open(model, "model");
        PlacementPlan plan = Plan(graph, valid);
        IReadOnlyList<string> integerNodes = [.. plan.WeightedNodes.Select(NodeTraits.NameOf)];
        IReadOnlyDictionary<string, ChosenRange> ranges = TensorRanges.Choose(calibration, plan, valid);
        PairWriter.Write(
            graph, plan, ranges.ToDictionary(entry => entry.Key, entry => entry.Value.Parameters), calibration, valid);
        OnnxModel result = valid.Flavor == IntegerFlavor.TensorRtStrong
            ? HalfGraph(graph.ToModel(), calibration, valid.Half)
            : graph.ToModel();
        return new QuantizationResult
        {
            Model = result,
            Flavor = valid.Flavor,
            CalibrationSource = calibration.Source,
            CalibrationImages = calibration.Images,
            Tensors = [.. plan.Tensors.Select(tensor => Line(calibration.Find(tensor)!, ranges[tensor]))],
            IntegerNodes = integerNodes,
            FloatNodes = plan.FloatNodes,
            FloatBytes = model.Proto.CalculateSize(),
            IntegerBytes = result.Proto.CalculateSize(),
        };
    }

    // Opset 19 is the first whose QuantizeLinear and DequantizeLinear take FP16.
    private static OnnxModel HalfGraph(OnnxModel model, CalibrationTable calibration, HalfOptions options)
    {
        OnnxGraph graph = OnnxGraph.Open(OpsetUpgrade.Raise(model, HalfOpset, "model"), "model");
        HalfPrecision.Convert(graph, options.With(calibration));
        return graph.ToModel();
    }

    private static PlacementPlan Plan(OnnxGraph graph, QuantizationOptions options)
        => options.Flavor == IntegerFlavor.Cpu ? CpuPlacement.Plan(graph, options) : TensorRtPlacement.Plan(graph, options);

    private static QuantizedTensor Line(TensorStatistics seen, ChosenRange range)
    {
        QuantizationParameters parameters = range.Parameters;
        return new QuantizedTensor(
            seen.Name, seen.Min, seen.Max, parameters.Low, parameters.High, parameters.Scale, parameters.ZeroPoint, range.Method,
            double.IsFinite(range.SqnrDb) ? range.SqnrDb : null, seen.LateGrowth);
    }
}
