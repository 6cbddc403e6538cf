using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Placement;

/// <summary>No Q/DQ before a Resize.</summary>
internal sealed class ResizePlacementRule() : LintRule(
    "TRT-P06",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "Q/DQ in front of a Resize",
        Why: "Resize runs in INT8 when the pair stands behind it, Resize, Q/DQ, Conv; before it the pair costs a pass "
            + "and the Resize stays in FP16.",
        Source: "TensorRT issue 2976, maintainer's answer",
        Advice: "Move the pair behind the Resize.",
        Example: "breaks it: Conv(Resize(DQ(Q(x)))); keeps it: Conv(DQ(Q(Resize(x))))"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => node.Is("Resize", "Upsample") && graph.Edges.IsDequantized(node.In(0)))
            .Select(node => Finding(node, "reads its input through Q/DQ."));
}
