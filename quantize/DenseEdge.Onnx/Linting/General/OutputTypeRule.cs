using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>The outputs of a model have element types that the target takes.</summary>
internal sealed class OutputTypeRule() : LintRule(
    "GEN-15",
    LintSeverity.Error,
    new LintRuleText(
        Title: "An output has an element type that the target does not take",
        Why: "ArgMax gives INT64, which TensorRT 8 narrows to INT32: the buffer of the caller is then twice too large.",
        Source: "the target's profile; onnx/onnx-tensorrt docs/operators.md",
        Advice: "Put a Cast before the output: int32 is taken everywhere.",
        Example: "breaks it: labels = ArgMax(logits) for JetPack 5; keeps it: labels = Cast(ArgMax(logits), int32)"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (ValueInfoProto value in graph.Outputs)
        {
            GraphElementType type = graph.Type(value.Name);
            if (type != GraphElementType.Undefined && !target.OutputTypes.Contains(type))
            {
                bool isNarrowed = type == GraphElementType.Int64 && target.WideIntegers == WideIntegerSupport.Clamped;
                yield return Finding(
                    $"output '{value.Name}'",
                    $"is {ElementTypeNames.Of(type)}; the target takes {ElementTypeNames.Of(target.OutputTypes)}.",
                    isNarrowed ? LintSeverity.Warning : null);
            }
        }
    }
}
