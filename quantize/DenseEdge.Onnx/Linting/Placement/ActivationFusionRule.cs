using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Placement;

/// <summary>Q/DQ lies behind the activation function, not before it.</summary>
internal sealed class ActivationFusionRule() : LintRule(
    "TRT-P02",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "Q/DQ between a convolution and its activation function",
        Why: "Convolution, activation and quantiser fuse into one INT8 kernel only in this order.",
        Source: "TensorRT documentation, explicit quantization, fusion figures",
        Advice: "Move the pair behind the activation function.",
        Example: "breaks it: Relu(DQ(Q(Conv(x)))); keeps it: DQ(Q(Relu(Conv(x))))"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => node.Is("Relu", "Clip", "LeakyRelu", "PRelu", "HardSwish", "BatchNormalization")
                && graph.Edges.IsDequantized(node.In(0))
                && graph.Producer(graph.Edges.Before(node.In(0))) is { } before && WeightedNodes.IsWeighted(before))
            .Select(node => Finding(node, "reads its convolution through Q/DQ."));
}
