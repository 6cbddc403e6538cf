using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.CpuEngine;

/// <summary>An INT8 convolution is followed by a quantiser.</summary>
internal sealed class UnfinishedConvolutionRule() : LintRule(
    "CPU-Q04",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "A quantised convolution whose result is not quantised",
        Why: "The engine makes an INT8 kernel out of DQ, Conv, Q; without the last the convolution runs in FP32 on "
            + "dequantised weights.",
        Source: "microsoft/onnxruntime, QDQ selectors",
        Advice: "Put a quantiser behind it (behind its ReLU), or leave its inputs in FP32.",
        Example: "breaks it: Add(Conv(DQ(x), DQ(w)), y); keeps it: Add(DQ(Q(Conv(DQ(x), DQ(w)))), y)"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.Cpu;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => node.Is("Conv") && graph.Edges.IsQuantized(node) && !IsQuantizedBehind(graph, node))
            .Select(node => Finding(node, "has quantised operands, and its result is not quantised."));

    private static bool IsQuantizedBehind(LintGraph graph, NodeProto node)
        => graph.Edges.QuantizersOf(node.Out()).Any()
            || graph.Consumers(node.Out()).Any(
                reader => reader.Is("Relu", "Clip") && graph.Edges.QuantizersOf(reader.Out()).Any());
}
