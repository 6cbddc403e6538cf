using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Float16.Rules;

/// <summary>
/// Exponentials, logarithms and powers. exp overflows above 11; ln(1 + e) is 0 as soon as e is below 2^-11, which cuts the tail
/// off a softplus; squares overflow above 256.
/// </summary>
internal sealed class ExponentialRule : IIslandRule
{
    private static readonly HashSet<string> Operators = new(StringComparer.Ordinal)
    {
        "Exp", "Log", "Pow", "ReduceLogSum", "ReduceLogSumExp", "Softplus",
    };

    public void Apply(Float32Islands islands)
    {
        foreach (NodeProto node in islands.Nodes.Where(node => Operators.Contains(node.OpType)))
        {
            islands.Keep(node, IslandRule.Exponential, $"{node.OpType} overflows, or loses small values");
        }
    }
}
