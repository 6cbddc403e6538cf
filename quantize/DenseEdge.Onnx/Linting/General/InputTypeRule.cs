using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>The inputs of a model have element types that the target takes.</summary>
internal sealed class InputTypeRule() : LintRule(
    "GEN-14",
    LintSeverity.Error,
    new LintRuleText(
        Title: "An input has an element type that the target does not take",
        Why: "TensorRT 8.5 and 8.6 are not known to take UINT8 images; no TensorRT takes INT8 or FP64.",
        Source: "the target's profile; onnx/onnx-tensorrt docs/operators.md",
        Advice: "Export with an input that the target takes: float32 or float16 everywhere, uint8 where the profile lists"
            + " it.",
        Example: "breaks it: image uint8 [1, 480, 640, 3] for JetPack 5; keeps it: image float32 [1, 3, 480, 640]"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (ValueInfoProto value in graph.Inputs)
        {
            GraphElementType type = graph.Type(value.Name);
            if (type != GraphElementType.Undefined && !target.InputTypes.Contains(type))
            {
                bool isNarrowed = type == GraphElementType.Int64 && target.WideIntegers == WideIntegerSupport.Clamped;
                yield return Finding(
                    $"input '{value.Name}'",
                    $"is {ElementTypeNames.Of(type)}; the target takes {ElementTypeNames.Of(target.InputTypes)}.",
                    isNarrowed ? LintSeverity.Warning : null);
            }
        }
    }
}
