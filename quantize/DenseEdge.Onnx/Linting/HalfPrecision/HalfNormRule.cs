using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.HalfPrecision;

/// <summary>Lengths of vectors are computed in FP32.</summary>
internal sealed class HalfNormRule() : LintRule(
    "F16-05",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "A sum of squares in FP16",
        Why: "Squares of numbers above 256 overflow, those of numbers below 0.008 lose digits and below 0.0002 become "
            + "0: unit vectors come out wrong or NaN.",
        Source: "IEEE 754 binary16; FP16 rules of the exporter",
        Advice: "Keep the square, the sum, the root and the division in FP32.",
        Example: "breaks it: ReduceL2(float16 normals); keeps it: ReduceL2(Cast(normals, float32))"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => graph.Type(node.In(0)) == GraphElementType.Float16
                && (node.Is("ReduceL2", "ReduceSumSquare", "LpNormalization")
                    || (node.Is("ReduceSum") && graph.Producer(node.In(0)) is { } before && IsSquare(graph, before))))
            .Select(node => Finding(node, "sums squares in FP16."));

    private static bool IsSquare(LintGraph graph, NodeProto node)
        => (node.Is("Mul") && node.In(0) == node.In(1)) || (node.Is("Pow") && graph.Reals(node.In(1)) is [2]);
}
