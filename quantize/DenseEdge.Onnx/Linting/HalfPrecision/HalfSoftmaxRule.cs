using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.HalfPrecision;

/// <summary>Softmax over many positions stays in FP32.</summary>
internal sealed class HalfSoftmaxRule() : LintRule(
    "F16-04",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "Softmax over many positions in FP16",
        Why: "Its values are around 1/n. FP16 has its full precision down to 6e-5 only: over 1024 positions every "
            + "value of less than a sixteenth of the mean loses digits, over 16384 the mean itself does.",
        Source: "IEEE 754 binary16; spatial attention maps at 107x140 positions",
        Advice: "Keep it in FP32, or multiply by a power of two before and divide after the product with the values.",
        Example: "breaks it: Softmax(float16 [1, 40, 14980], axis = 2); keeps it: Cast(Softmax(Cast(x, float32)), float16)"))
{
    private const int MostPositions = 1024;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(node => node.Is("Softmax", "LogSoftmax")))
        {
            if (graph.Info(node.In(0)) is { ElementType: GraphElementType.Float16, Rank: > 0 } info
                && Positions(graph, node, info.Dims) is > MostPositions and long positions)
            {
                yield return Finding(node, $"sums over {positions} positions in FP16.");
            }
        }
    }

    // Before opset 13 Softmax runs over all dimensions from the axis on.
    private static long Positions(LintGraph graph, NodeProto node, IReadOnlyList<int> dims)
    {
        long axis = node.Integer("axis", graph.Opset < 13 ? 1 : -1);
        int first = (int)Math.Clamp(axis < 0 ? axis + dims.Count : axis, 0, dims.Count - 1);
        return graph.Opset < 13 ? dims.Skip(first).Aggregate(1L, (product, size) => product * size) : dims[first];
    }
}
