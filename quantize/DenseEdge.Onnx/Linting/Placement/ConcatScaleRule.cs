using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Placement;

/// <summary>The inputs of a quantised Concat share one scale.</summary>
internal sealed class ConcatScaleRule() : LintRule(
    "TRT-P05",
    LintSeverity.Info,
    new LintRuleText(
        Title: "The inputs of a quantised Concat have different scales",
        Why: "TensorRT moves the quantiser above the Concat; a branch with another scale pays a requantisation. One "
            + "shared scale is faster and less exact, so that it is a choice.",
        Source: "NVIDIA Model-Optimizer onnx/quantization get_concat_eliminated_tensors; TensorRT issues 4366, 2597, 3861",
        Advice: "Give the inputs and the result one scale where measurements say so.",
        Example: "breaks it: Q(Concat(DQ(Q(a, 0.1)), DQ(Q(b, 0.3))), 0.2); keeps it: all with 0.3"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(node => node.Is("Concat")))
        {
            double[] behind = [.. Scales(graph, graph.Edges.QuantizersOf(node.Out()))];
            double[] before =
            [
                .. Scales(graph, node.Input.Select(graph.Edges.Dequantizer).OfType<NodeProto>()),
                .. behind.Length == 0 ? [] : Scales(graph, node.Input.SelectMany(graph.Edges.QuantizersOf)),
            ];
            double[] all = [.. before.Concat(behind).Distinct().Order()];
            if (before.Length > 0 && all.Length > 1)
            {
                yield return Finding(node, $"has {all.Length} scales, {all[0]:G3} to {all[^1]:G3}.");
            }
        }
    }

    private static IEnumerable<double> Scales(LintGraph graph, IEnumerable<NodeProto> nodes)
        => nodes.Select(graph.Edges.Scale).OfType<double>();
}
