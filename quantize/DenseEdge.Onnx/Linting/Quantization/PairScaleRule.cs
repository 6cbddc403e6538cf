using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Quantization;

/// <summary>A pair has one scale.</summary>
internal sealed class PairScaleRule() : LintRule(
    "TRT-Q14",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "Quantiser and dequantiser of a pair have different scales",
        Why: "The pair then multiplies the tensor; TensorRT takes it for a requantisation and does not fuse it.",
        Source: "TensorRT documentation, explicit quantization",
        Advice: "Let both read the same scale and zero point.",
        Example: "breaks it: DQ(Q(x, 0.02), 0.03); keeps it: DQ(Q(x, 0.02), 0.02)"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Edges.Dequantizers)
        {
            if (graph.Edges.Quantizer(node) is { } before && before.In(1) != node.In(1)
                && graph.Reals(before.In(1)) is { } left && graph.Reals(node.In(1)) is { } right && !left.SequenceEqual(right))
            {
                yield return Finding(node, $"has another scale than {LintGraph.Label(before)}.");
            }
        }
    }
}
