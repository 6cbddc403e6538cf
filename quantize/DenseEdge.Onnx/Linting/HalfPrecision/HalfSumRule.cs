using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.HalfPrecision;

/// <summary>Long sums stay in FP32.</summary>
internal sealed class HalfSumRule() : LintRule(
    "F16-06",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "A sum over many positions in FP16",
        Why: "A sum of thousands of terms of one sign passes 65504 or loses the small terms: FP16 has 11 binary "
            + "digits.",
        Source: "IEEE 754 binary16; global context over 107x140 positions",
        Advice: "Keep it in FP32, or scale one factor by 1/n before the sum and take it back after the division.",
        Example: "breaks it: MatMul(float16 [8, 14980], float16 [14980, 8]) of positive numbers; keeps it: the same "
            + "between casts to FP32"))
{
    private const int LongestSum = 4096;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(node => graph.Type(node.In(0)) == GraphElementType.Float16))
        {
            if (Terms(graph, node) is > LongestSum and long terms)
            {
                yield return Finding(node, $"sums {terms} terms in FP16.");
            }
        }
    }

    // Products with stored weights are left out: their terms have both signs, and engines add them up in FP32.
    private static long Terms(LintGraph graph, NodeProto node)
    {
        if (node.Is("MatMul"))
        {
            return graph.Constant(node.In(0)) is null && graph.Constant(node.In(1)) is null
                && graph.Info(node.In(0)) is { Rank: > 0 } left ? left.Dims[^1] : 0;
        }

        return node.Is("ReduceSum")
            && graph.Info(node.In(0)) is { } before && graph.Info(node.Out()) is { ElementCount: > 0 } after
            ? before.ElementCount / after.ElementCount
            : 0;
    }
}
