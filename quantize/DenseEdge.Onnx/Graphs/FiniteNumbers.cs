using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Graphs;

/// <summary>Looks for weights that are no numbers.</summary>
internal static class FiniteNumbers
{
    private static readonly HashSet<string> Weighted = new(StringComparer.Ordinal)
    {
        "Conv", "ConvTranspose", "Gemm", "MatMul", "BatchNormalization", "InstanceNormalization", "LayerNormalization",
    };

    /// <summary>Describes what is wrong with a constant; null if nothing is.</summary>
    public static string? Fault(TensorProto tensor, IEnumerable<NodeProto> consumers)
    {
        if (!TensorData.IsFloating((GraphElementType)tensor.DataType))
        {
            return null;
        }

        double[] values = TensorData.Reals(tensor);
        int notNumbers = values.Count(double.IsNaN), infinite = values.Count(double.IsInfinity);
        bool refused = notNumbers > 0 || (infinite > 0 && consumers.Any(node => Weighted.Contains(node.OpType)));
        return refused
            ? $"expected numbers in the constant '{tensor.Name}', found {notNumbers} NaN and {infinite} infinities among "
                + $"{values.Length} elements, the first at position {Array.FindIndex(values, v => !double.IsFinite(v))}. The "
                + "training diverged or the file is damaged."
            : null;
    }
}
