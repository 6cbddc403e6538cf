using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.DirectMl;

/// <summary>No Q/DQ around Softmax and LeakyRelu for DirectML.</summary>
internal sealed class DirectMlFusionRule() : LintRule(
    "DML-S02",
    LintSeverity.Error,
    new LintRuleText(
        Title: "Q/DQ around an operator that DirectML lacks in INT8",
        Why: "ONNX Runtime fuses DQ, Softmax and Q into QLinearSoftmax, which DirectML does not have: the session "
            + "fails.",
        Source: "microsoft/onnxruntime issue 26882",
        Advice: "Leave Softmax and LeakyRelu in floating point.",
        Example: "breaks it: Q(Softmax(DQ(x))); keeps it: Softmax(x)"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.Discouraged;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => IsFused(node) && graph.Edges.IsDequantized(node.In(0)) && graph.Edges.QuantizersOf(node.Out()).Any())
            .Select(node => Finding(node, "lies between Q/DQ nodes."));

    /// <summary>Whether a quantiser belongs to a finding of this rule.</summary>
    internal static bool IsBesideFusedOperator(LintGraph graph, NodeProto quantizer)
        => (graph.Producer(quantizer.In(0)) is { } before && IsFused(before))
            || graph.Edges.Readers(quantizer).Any(IsFused);

    private static bool IsFused(NodeProto node) => node.Is("Softmax", "LogSoftmax", "LeakyRelu");
}
