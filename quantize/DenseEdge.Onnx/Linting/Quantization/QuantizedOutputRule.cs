using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Quantization;

/// <summary>Outputs of the model are not quantised.</summary>
internal sealed class QuantizedOutputRule() : LintRule(
    "TRT-Q12",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "A Q/DQ pair in front of an output",
        Why: "It costs accuracy where it shows and a pass through memory; nothing can be fused behind it.",
        Source: "TensorRT documentation, explicit quantization; NVIDIA Model-Optimizer onnx/quantization",
        Advice: "Leave the edge to the output in floating point.",
        Example: "breaks it: depth = DQ(Q(Conv(x))); keeps it: depth = Conv(x)"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Edges.All
            .Where(node => graph.IsOutput(node.Out()))
            .Select(node => Finding(node, $"makes the output '{node.Out()}'."));
}
