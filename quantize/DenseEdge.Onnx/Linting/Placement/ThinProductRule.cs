using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Placement;

/// <summary>Products of vectors and long attention stay in floating point.</summary>
internal sealed class ThinProductRule() : LintRule(
    "TRT-P09",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "A quantised matrix product that INT8 does not speed up",
        Why: "A matrix times a vector waits for memory; attention over more than 512 positions has no fused INT8 "
            + "kernel.",
        Source: "NVIDIA Model-Optimizer onnx/quantization/graph_utils.py find_nodes_from_matmul_to_exclude, "
            + "find_nodes_from_mha_to_exclude",
        Advice: "Leave it in FP16.",
        Example: "breaks it: INT8 MatMul [1, 64] x [64, 64]; keeps it: the same in FP16"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    private const int LongestSequence = 512;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(node => node.Is("MatMul") && graph.Edges.IsQuantized(node)))
        {
            if (graph.Info(node.In(0)) is not { Rank: > 1 } left || graph.Info(node.In(1)) is not { Rank: > 1 } right)
            {
                continue;
            }

            int rows = left.Dims[^2], columns = right.Dims[^1], inner = left.Dims[^1];
            bool isAttention = !graph.Edges.IsStored(graph.Edges.Dequantizer(node.In(1))!);
            if (rows == 1 || columns == 1 || (isAttention && Math.Max(inner, Math.Max(rows, columns)) > LongestSequence))
            {
                yield return Finding(node, $"is quantised and multiplies [{rows}, {inner}] by [{inner}, {columns}].");
            }
        }
    }
}
