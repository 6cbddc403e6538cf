using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Quantization;

/// <summary>A quantiser stands right before its dequantiser.</summary>
internal sealed class PairRule() : LintRule(
    "TRT-Q11",
    LintSeverity.Error,
    new LintRuleText(
        Title: "Something stands between a quantiser and its dequantiser",
        Why: "TensorRT reads the pair as a mark on the edge; INT8 tensors do not exist outside of it.",
        Source: "TensorRT documentation, explicit quantization",
        Advice: "Put operators before the quantiser or behind the dequantiser.",
        Example: "breaks it: DQ(Reshape(Q(x))); keeps it: Reshape(DQ(Q(x)))"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Edges.Quantizers)
        {
            if (graph.Consumers(node.Out()).FirstOrDefault(reader => !QuantizationEdges.IsDequantizer(reader)) is { } reader)
            {
                yield return Finding(node, $"is read by {LintGraph.Label(reader)}.");
            }
        }

        foreach (NodeProto node in graph.Edges.Dequantizers.Where(node => IsBare(graph, node.In(0))))
        {
            yield return Finding(node, $"reads '{node.In(0)}', which no quantiser makes.");
        }
    }

    // A node between the two is told of at the quantiser already.
    private static bool IsBare(LintGraph graph, string codes)
        => graph.IsInput(codes) || (graph.Producer(codes) is { } node && !QuantizationEdges.IsQuantizer(node)
            && !graph.IsFolded(codes)
            && !node.Input.Any(input => graph.Producer(input) is { } before && QuantizationEdges.IsQuantizer(before)));
}
