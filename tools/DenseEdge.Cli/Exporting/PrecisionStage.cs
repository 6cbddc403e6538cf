using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Quantization.Float16;

namespace DenseEdge.Cli.Exporting;

/// <summary>Writes a plain graph in the arithmetic of the plan.</summary>
internal static class PrecisionStage
{
    /// <summary>Converts a model.</summary>
    /// <param name="model">The plain model.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="steps">Gets what was changed.</param>
    /// <param name="display">Shows the progress.</param>
    /// <param name="cancellation">Ends the conversion.</param>
    public static OnnxModel Apply(
        OnnxModel model, ExportPlan plan, List<ExportStep> steps, ProgressDisplay display, CancellationToken cancellation)
        => plan.Precision switch
        {
            ModelPrecision.Float16 => Half(model, plan, steps),
            ModelPrecision.Int8 => throw new InvalidDataException("not yet"),
            _ => model,
        };

    private static OnnxModel Half(OnnxModel model, ExportPlan plan, List<ExportStep> steps)
    {
        OnnxGraph graph = OnnxGraph.Open(model, plan.ModelPath);
        HalfReport report = HalfPrecision.Convert(graph);
        steps.Add(new ExportStep("fp16", "Nodes that compute in FP16; the others are islands where FP16 is unsafe.", report.HalfNodes));
        steps.Add(new ExportStep("fp32-islands", string.Join(" ", report.Islands.Select(Describe)), report.Float32Nodes));
        steps.Add(new ExportStep("casts", string.Join(" ", ["Casts between FP16 and FP32.", .. report.Warnings]), report.Casts));
        return graph.ToModel();
    }

    private static string Describe(Float32Island island) => $"{island.Nodes.Count} nodes: {island.Reason}.";
}
