using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Placement;

/// <summary>A sum that is no residual has both inputs quantised, or none.</summary>
internal sealed class SumRule() : LintRule(
    "TRT-P12",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "One input of a sum of two branches is quantised",
        Why: "The sum runs in floating point, so that the pair on the one side costs a pass and accuracy for nothing.",
        Source: "NVIDIA Model-Optimizer onnx/quantization find_nodes_to_quantize; TensorRT, quantizable operations",
        Advice: "Quantise both inputs or none.",
        Example: "breaks it: Add(DQ(Q(a)), b) of two branches; keeps it: Add(a, b)"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(node => node.Is("Add")))
        {
            bool left = graph.Edges.IsDequantized(node.In(0)), right = graph.Edges.IsDequantized(node.In(1));
            if (left != right && ResidualSum.Of(graph, node) is null)
            {
                yield return Finding(node, $"reads '{(left ? node.In(0) : node.In(1))}' through Q/DQ and the other input plain.");
            }
        }
    }
}
