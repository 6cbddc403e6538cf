using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.HalfPrecision;

/// <summary>FP16 weights are finite.</summary>
internal sealed class HalfOverflowRule() : LintRule(
    "F16-01",
    LintSeverity.Error,
    new LintRuleText(
        Title: "A number overflowed when it was stored as FP16",
        Why: "FP16 ends at 65504: a larger weight, most often of a batch norm with a tiny variance, became infinite.",
        Source: "IEEE 754 binary16",
        Advice: "Keep what uses it in FP32, or clamp it before the conversion.",
        Example: "breaks it: 70000 stored as float16; keeps it: 70000 as float32 behind a Cast"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (string name in graph.Constants.Where(name => graph.Type(name) == GraphElementType.Float16))
        {
            if (graph.Reals(name) is { } values && values.Count(double.IsInfinity) is > 0 and int count)
            {
                yield return Finding($"'{name}'", $"is infinite in {count} of {values.Length} elements.");
            }
        }
    }
}
