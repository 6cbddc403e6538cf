using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Float16.Rules;

/// <summary>Operators that sum squares, whether in one operator or as a product of a value with itself and a sum.</summary>
internal sealed class NormalizationRule : IIslandRule
{
    private static readonly HashSet<string> Operators = new(StringComparer.Ordinal)
    {
        "InstanceNormalization", "LRN", "LayerNormalization", "LpNormalization", "MeanVarianceNormalization", "ReduceL2",
        "ReduceSumSquare",
    };

    public void Apply(Float32Islands islands)
    {
        foreach (NodeProto node in islands.Nodes)
        {
            if (Operators.Contains(node.OpType))
            {
                islands.Keep(node, IslandRule.Normalization, $"{node.OpType} sums squares, which leave FP16's range");
            }
            else if (IsSquare(node))
            {
                islands.Keep(node, IslandRule.Normalization, "squares overflow above 256 and vanish below 2^-12");
            }
            else if (node.OpType is "ReduceSum" or "ReduceMean" && islands.View.Graph.Producer(node.Input[0]) is { } producer
                && IsSquare(producer))
            {
                islands.Keep(node, IslandRule.Normalization, $"{node.OpType} of squares, which leave FP16's range");
            }
        }
    }

    private static bool IsSquare(NodeProto node) =>
        (node.OpType == "Mul" && node.Input[0] == node.Input[1]) || node.OpType == "Pow";
}
