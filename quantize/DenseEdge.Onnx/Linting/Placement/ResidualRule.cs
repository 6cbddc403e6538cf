using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Placement;

/// <summary>Of a residual sum the shortcut is quantised, the other edge is not.</summary>
internal sealed class ResidualRule() : LintRule(
    "TRT-P03",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "A residual edge quantised on the wrong side",
        Why: "TensorRT fuses Conv, Add and Relu when the edge from the convolution is float and the shortcut is INT8. "
            + "Otherwise the sum is a pass of its own.",
        Source: "NVIDIA Model-Optimizer onnx/quantization/graph_utils.py build_non_residual_input_map; NVIDIA TensorFlow "
            + "toolkit, ResNetV1QDQCase",
        Advice: "Put Q/DQ on the shortcut only.",
        Example: "breaks it: Add(DQ(Q(Conv(x))), x); keeps it: Add(Conv(x), DQ(Q(x)))"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        if (graph.Edges.IsEmpty)
        {
            yield break;
        }

        foreach (NodeProto node in graph.Nodes.Where(node => node.Is("Add")))
        {
            if (ResidualSum.Of(graph, node) is not { } sum)
            {
                continue;
            }

            if (graph.Edges.IsDequantized(sum.Branch))
            {
                yield return Finding(node, "is quantised on the edge from the convolution.");
            }
            else if (graph.Edges.IsQuantized(sum.Convolution) && !graph.Edges.IsDequantized(sum.Shortcut))
            {
                yield return Finding(node, $"has an INT8 convolution, and the shortcut '{sum.Shortcut}' is not quantised.");
            }
        }
    }
}
