using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.HalfPrecision;

/// <summary>FP32 weights fit FP16 where the builder may pick FP16.</summary>
internal sealed class HalfRangeRule() : LintRule(
    "F16-02",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "An FP32 number that does not fit FP16",
        Why: "A weakly typed build with --fp16 runs the node in FP16 if that is faster; the number then becomes "
            + "infinite, and a row of infinities in a Softmax becomes NaN.",
        Source: "IEEE 754 binary16; TensorRT developer guide, reduced precision",
        Advice: "Write masks with -1e4 in place of -1e9; clamp other numbers to 65504.",
        Example: "breaks it: Add(scores, mask) with -1e9 in the mask; keeps it: -1e4 in the mask"))
{
    public override bool AppliesTo(TargetProfile target)
        => target.Engine == TargetEngine.TensorRt && target.Precision("int8-weak") is not null;

    private const double LargestHalf = 65504;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (string name in graph.Constants.Where(name => graph.Type(name) == GraphElementType.Float32))
        {
            double[] values = graph.Reals(name) ?? [];
            if (values.FirstOrDefault(value => double.IsFinite(value) && Math.Abs(value) > LargestHalf) is var value and not 0)
            {
                yield return Finding($"'{name}'", $"holds {value:G6}; FP16 ends at 65504.");
            }
        }
    }
}
