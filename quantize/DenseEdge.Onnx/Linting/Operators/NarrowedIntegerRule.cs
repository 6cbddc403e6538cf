using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Operators;

/// <summary>64-bit constants fit 32 bits.</summary>
internal sealed class NarrowedIntegerRule() : LintRule(
    "TRT-O05",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "A 64-bit constant that does not fit 32 bits",
        Why: "TensorRT 8 narrows INT64 to INT32 and clamps; the warning in its log looks like an error. An index \"to "
            + "the end\" survives it, other numbers do not.",
        Source: "onnx/onnx-tensorrt docs/operators.md of 8.5, head; TensorRT issues on \"INT64 weights\"",
        Advice: "Store the true index or size.",
        Example: "breaks it: Slice with the end 9223372036854775807; keeps it: Slice with the end 560"))
{
    public override bool AppliesTo(TargetProfile target) => target.WideIntegers == WideIntegerSupport.Clamped;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (string name in graph.Constants.Where(name => graph.Type(name) == GraphElementType.Int64))
        {
            if (graph.Integers(name)?.FirstOrDefault(value => value is > int.MaxValue or < int.MinValue) is { } value and not 0)
            {
                yield return Finding($"'{name}'", $"holds {value}.");
            }
        }
    }
}
