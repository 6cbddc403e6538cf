using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Placement;

/// <summary>A quantised ConvTranspose is followed by a quantiser.</summary>
internal sealed class TransposedConvolutionRule() : LintRule(
    "TRT-P07",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "A quantised ConvTranspose without a quantiser right behind it",
        Why: "Batch norm or activation between the two breaks the fusion; results have even been wrong.",
        Source: "TensorRT issues 1699, 2597, 4366; Model-Optimizer issue 688",
        Advice: "Use Resize and Conv; otherwise put Q/DQ right behind it.",
        Example: "breaks it: Relu(ConvTranspose(DQ(x), DQ(w))); keeps it: Conv(DQ(Q(Resize(x))), DQ(w))"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => node.Is("ConvTranspose") && graph.Edges.IsQuantized(node)
                && (graph.IsOutput(node.Out()) || !graph.Consumers(node.Out()).All(QuantizationEdges.IsQuantizer)))
            .Select(node => Finding(node, "is quantised, and its result is read by something else than a quantiser."));
}
