using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Quantization;

/// <summary>Per-channel weights are scaled along the output channels.</summary>
internal sealed class WeightAxisRule() : LintRule(
    "TRT-Q09",
    LintSeverity.Error,
    new LintRuleText(
        Title: "Per-channel scales along another axis than the output channels",
        Why: "K scales must equal dims[axis], and the kernels want the output channels: axis 0 for Conv, 1 for "
            + "ConvTranspose. Without the attribute ONNX means axis 1 and TensorRT axis 0.",
        Source: "onnx-tensorrt importer source, QuantDequantLinearHelper, 8.5-GA to 10.1-GA",
        Advice: "Write the axis, and one scale for each output channel.",
        Example: "breaks it: Conv weights with axis = 1; keeps it: axis = 0"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Edges.All.Where(node => graph.Edges.IsOfWeights(node)))
        {
            if (graph.Edges.ScaleCount(node) is > 1 and long scales && graph.Info(node.In(0)) is { } weight
                && Fault(graph, node, scales, weight.Dims) is { } fault)
            {
                yield return Finding(node, fault);
            }
        }
    }

    private static string? Fault(LintGraph graph, NodeProto node, long scales, IReadOnlyList<int> dims)
    {
        if (!node.Has("axis"))
        {
            return $"has {scales} scales and no axis.";
        }

        long axis = node.Integer("axis", 1);
        axis = axis < 0 ? axis + dims.Count : axis;
        if (axis < 0 || axis >= dims.Count || dims[(int)axis] != scales)
        {
            return $"has {scales} scales along axis {axis} of [{string.Join(", ", dims)}].";
        }

        NodeProto? reader = graph.Consumers(Dequantized(graph, node))
            .FirstOrDefault(reader => ChannelAxis(reader, dims.Count) is { } wanted && wanted != axis);
        return reader is null
            ? null
            : $"is scaled along axis {axis}; {LintGraph.Label(reader)} has its output channels along "
                + $"{ChannelAxis(reader, dims.Count)}.";
    }

    private static string Dequantized(LintGraph graph, NodeProto node) => QuantizationEdges.IsDequantizer(node)
        ? node.Out()
        : graph.Consumers(node.Out()).FirstOrDefault(QuantizationEdges.IsDequantizer)?.Out() ?? "";

    private static long? ChannelAxis(NodeProto reader, int rank) => reader.OpType switch
    {
        "Conv" => 0,
        "ConvTranspose" => 1,
        "Gemm" => reader.Integer("transB", 0) != 0 ? 0 : 1,
        "MatMul" => rank - 1,
        _ => null,
    };
}
