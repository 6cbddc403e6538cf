using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Operators;

/// <summary>Batch norms are folded into the convolution before them.</summary>
internal sealed class UnfoldedBatchNormRule() : LintRule(
    "TRT-O07",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "A batch norm behind a convolution",
        Why: "TensorRT folds it as a rule, but not across Q/DQ, and in FP16 after its parameters were rounded.",
        Source: "TensorRT developer guide, fusion; NVIDIA Model-Optimizer onnx/quantization",
        Advice: "Fold it in double precision before the export.",
        Example: "breaks it: BatchNormalization(Conv(x, w)); keeps it: Conv(x, folded w, folded bias)"))
{
    public override bool AppliesTo(TargetProfile target) => target.Engine == TargetEngine.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => node.Is("BatchNormalization")
                && graph.Producer(node.In(0)) is { } before && before.Is("Conv", "ConvTranspose", "Gemm"))
            .Select(node => Finding(node, $"could be folded into {LintGraph.Label(graph.Producer(node.In(0))!)}."));
}
