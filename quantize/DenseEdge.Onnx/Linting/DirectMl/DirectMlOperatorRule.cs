using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.DirectMl;

/// <summary>DirectML should have a kernel for the operator.</summary>
internal sealed class DirectMlOperatorRule() : LintRule(
    "DML-O01",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "DirectML has no kernel for the operator",
        Why: "It runs on the CPU: correct, but every crossing copies tensors and waits for the GPU.",
        Source: "microsoft/onnxruntime docs/OperatorKernels.md, DmlExecutionProvider",
        Advice: "Write it with operators that the provider has; the profile lists them.",
        Example: "breaks it: NonMaxSuppression between convolutions; keeps it: the same step after the model"))
{
    public override bool AppliesTo(TargetProfile target) => target.Engine == TargetEngine.DirectMl;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => node.IsStandard() && !target.HasOperator(node.OpType))
            .Select(node => Finding(node, "runs on the CPU."));
}
