using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Placement;

/// <summary>Both operands of a weighted operator are quantised, or neither.</summary>
internal sealed class HalfQuantizedOperatorRule() : LintRule(
    "TRT-P01",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "One operand of a weighted operator is quantised and the other is not",
        Why: "INT8 kernels need both; with one the operator runs in floating point and the Q/DQ costs time for "
            + "nothing.",
        Source: "NVIDIA Model-Optimizer onnx/quantization/ort_utils.py; TensorRT documentation, explicit quantization: "
            + "quantize all inputs of weighted operations",
        Advice: "Quantise the activation and the weight, or neither.",
        Example: "breaks it: Conv(DQ(Q(x)), float w); keeps it: Conv(DQ(Q(x)), DQ(int8 w))"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(WeightedNodes.IsWeighted))
        {
            bool left = graph.Edges.IsDequantized(node.In(0)), right = graph.Edges.IsDequantized(node.In(1));
            if (left != right)
            {
                yield return Finding(node, $"has a quantised {(left ? "activation" : "weight")} only.");
            }
        }
    }
}
