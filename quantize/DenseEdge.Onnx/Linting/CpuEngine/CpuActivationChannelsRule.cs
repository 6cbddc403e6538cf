using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.CpuEngine;

/// <summary>Activations have one scale.</summary>
internal sealed class CpuActivationChannelsRule() : LintRule(
    "CPU-Q06",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "An activation with a scale for each channel",
        Why: "The INT8 kernels take one scale for an activation: the convolution runs in FP32.",
        Source: "ONNX, QLinearConv: x_scale is a scalar",
        Advice: "Use one scale for the whole tensor.",
        Example: "breaks it: QuantizeLinear(x [1, 8, H, W], 8 scales); keeps it: QuantizeLinear(x, 1 scale)"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.Cpu;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Edges.All
            .Where(node => graph.Edges.ScaleCount(node) > 1 && !graph.Edges.IsOfWeights(node))
            .Select(node => Finding(node, $"has {graph.Edges.ScaleCount(node)} scales for an activation."));
}
