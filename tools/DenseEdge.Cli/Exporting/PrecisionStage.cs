using System.Diagnostics;
using DenseEdge.Cli.Quantizing;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Float16;
using DenseEdge.Quantization.Integers;
using DenseEdge.Quantization.Integers.Placement;
using DenseEdge.Quantization.Opsets;

namespace DenseEdge.Cli.Exporting;

/// <summary>Writes a plain graph in the arithmetic of the plan.</summary>
/// <param name="plan">The plan.</param>
/// <param name="steps">Gets what was changed.</param>
/// <param name="display">Shows the progress.</param>
internal sealed class PrecisionStage(ExportPlan plan, List<ExportStep> steps, ProgressDisplay display)
{
    /// <summary>Converts a model.</summary>
    /// <param name="model">The plain model; it is not changed.</param>
    /// <param name="cancellation">Ends the conversion.</param>
    /// <exception cref="InvalidDataException">The calibration images have faults or don't fit.</exception>
    public OnnxModel Apply(OnnxModel model, CancellationToken cancellation) => plan.Precision switch
    {
        ModelPrecision.Float16 => Half(model, plan.Calibrate is null ? null : Calibrate(model, cancellation)),
        ModelPrecision.Int8 => Integers(model, Calibrate(model, cancellation)),
        _ => model,
    };

    private OnnxModel Integers(OnnxModel model, CalibrationTable calibration)
    {
        QuantizationResult result = Quantizer.Quantize(model, calibration, new QuantizationOptions { Flavor = Flavor() });
        string where = $"on {result.CalibrationImages} images of {result.CalibrationSource}";
        steps.Add(new ExportStep("int8", $"Convolutions and products on integers, ranges seen {where}.", result.IntegerNodes.Count));
        foreach (IGrouping<string, FloatNode> group in result.FloatNodes.GroupBy(node => node.Reason))
        {
            steps.Add(new ExportStep("float-layers", $"Convolutions and products that stay float: {group.Key}.", group.Count()));
        }

        return plan.Flavour.GraphType == GraphElementType.Float16
            ? Half(OpsetUpgrade.Raise(result.Model, plan.Flavour.Opset, plan.ModelPath), calibration)
            : result.Model;
    }

    private OnnxModel Half(OnnxModel model, CalibrationTable? calibration)
    {
        OnnxGraph graph = OnnxGraph.Open(model, plan.ModelPath);
        HalfOptions options = new();
        HalfReport report = HalfPrecision.Convert(graph, calibration is null ? options : options.With(calibration));
        steps.Add(new ExportStep("fp16", "Nodes that compute in FP16; the others are islands where FP16 is unsafe.", report.HalfNodes));
        foreach (Float32Island island in report.Islands)
        {
            steps.Add(new ExportStep("fp32-island", $"{island.Reason}.", island.Nodes.Count));
        }

        steps.Add(new ExportStep("casts", string.Join(" ", ["Casts between FP16 and FP32.", .. report.Warnings]), report.Casts));
        return graph.ToModel();
    }

    private CalibrationTable Calibrate(OnnxModel model, CancellationToken cancellation)
    {
        OnnxGraph graph = OnnxGraph.Open(model, plan.ModelPath);
        CalibrationImages images = CalibrationImages.Open(
            plan.Calibrate!, ImageInput.Of(graph, plan.ModelPath, PixelScaling.Bytes));
        CalibrationOptions options = new() { Images = plan.CalibrationImages, Progress = new CalibrationDisplay(display) };
        return Calibrator.Run(graph, images, options, cancellation);
    }

    private IntegerFlavor Flavor() => plan.Flavour.Name switch
    {
        "int8-cpu" => IntegerFlavor.Cpu,
        "int8-weak" => IntegerFlavor.TensorRtWeak,
        "int8-strong" => IntegerFlavor.TensorRtStrong,
        _ => throw new UnreachableException($"Unknown flavour {plan.Flavour.Name}."),
    };
}
