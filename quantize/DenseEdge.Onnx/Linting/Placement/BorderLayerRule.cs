using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Placement;

/// <summary>First layer and heads are commonly left in FP16.</summary>
internal sealed class BorderLayerRule() : LintRule(
    "TRT-P10",
    LintSeverity.Info,
    new LintRuleText(
        Title: "A quantised layer at the border of the network",
        Why: "The first convolution and the last one before an output lose most, depth and normals above all. Whether "
            + "it matters only the task's metric can tell.",
        Source: "practice told in Model-Optimizer issue 80 and others",
        Advice: "Compare the task metrics with and without it.",
        Example: "breaks it: INT8 on the convolution that gives the depth; keeps it: the same in FP16"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(node => WeightedNodes.IsWeighted(node) && graph.Edges.IsQuantized(node)))
        {
            bool isFirst = graph.Weighted.First.Contains(node);
            if (isFirst || graph.Weighted.Heads.Contains(node))
            {
                yield return Finding(node, isFirst ? "is quantised and the first one." : "is quantised and the last one.");
            }
        }
    }
}
