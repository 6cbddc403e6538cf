using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Operators;

/// <summary>TensorRT must have the operator for this element type.</summary>
internal sealed class TensorRtElementTypeRule() : LintRule(
    "TRT-O02",
    LintSeverity.Error,
    new LintRuleText(
        Title: "TensorRT does not have the operator for this element type",
        Why: "The parser or the builder refuses the node. UINT8 in particular exists at the border only: Cast is the "
            + "one operator that takes it.",
        Source: "onnx/onnx-tensorrt docs/operators.md, column of supported types",
        Advice: "Put a Cast to one of these types first.",
        Example: "breaks it: Cast(Transpose(uint8 image)); keeps it: Transpose(Cast(uint8 image))"))
{
    public override bool AppliesTo(TargetProfile target) => target.Engine == TargetEngine.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => OperatorTypes.Mismatches(graph, target).Select(mismatch => Finding(
            mismatch.Node,
            $"works on {ElementTypeNames.Of(mismatch.Type)}; TensorRT {target.EngineVersion} has it for "
            + $"{ElementTypeNames.Of(mismatch.Accepted)}."));
}
