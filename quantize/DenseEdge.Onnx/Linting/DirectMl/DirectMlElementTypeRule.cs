using DenseEdge.Onnx.Linting.Operators;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.DirectMl;

/// <summary>DirectML should have a kernel for the element type.</summary>
internal sealed class DirectMlElementTypeRule() : LintRule(
    "DML-O02",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "DirectML has no kernel for this element type",
        Why: "The node runs on the CPU, with copies to and fro.",
        Source: "microsoft/onnxruntime docs/OperatorKernels.md, DmlExecutionProvider",
        Advice: "Cast to float32 or float16 first.",
        Example: "breaks it: Exp of float64; keeps it: Exp(Cast(x, float32))"))
{
    public override bool AppliesTo(TargetProfile target) => target.Engine == TargetEngine.DirectMl;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => OperatorTypes.Mismatches(graph, target).Select(mismatch => Finding(
            mismatch.Node,
            $"works on {ElementTypeNames.Of(mismatch.Type)}; the provider has it for "
            + $"{ElementTypeNames.Of(mismatch.Accepted)}."));
}
