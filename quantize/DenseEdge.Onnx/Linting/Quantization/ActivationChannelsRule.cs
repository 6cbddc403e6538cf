using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Quantization;

/// <summary>Activations have one scale.</summary>
internal sealed class ActivationChannelsRule() : LintRule(
    "TRT-Q08",
    LintSeverity.Error,
    new LintRuleText(
        Title: "An activation with a scale for each channel",
        Why: "The importer says it: activation quantisation does not support per-axis.",
        Source: "onnx-tensorrt importer source, QuantDequantLinearHelper, 8.5-GA to 10.1-GA",
        Advice: "Use one scale for the whole tensor.",
        Example: "breaks it: QuantizeLinear(x [1, 8, H, W], 8 scales); keeps it: QuantizeLinear(x, 1 scale)"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Edges.All
            .Where(node => graph.Edges.ScaleCount(node) > 1 && !graph.Edges.IsOfWeights(node))
            .Select(node => Finding(node, $"has {graph.Edges.ScaleCount(node)} scales for an activation."));
}
