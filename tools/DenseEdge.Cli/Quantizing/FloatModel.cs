using DenseEdge.Onnx.Graphs;

namespace DenseEdge.Cli.Quantizing;

/// <summary>The models that can be quantised: those that aren't yet.</summary>
internal static class FloatModel
{
    /// <summary>Makes sure that a model is a float one.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="InvalidDataException">It has quantisation nodes or integer products already.</exception>
    public static void Require(OnnxGraph graph, string source)
    {
        int integers = graph.Nodes.Count(node => node.OpType is "QuantizeLinear" or "DequantizeLinear" or "DynamicQuantizeLinear"
            || node.OpType.StartsWith("QLinear", StringComparison.Ordinal)
            || node.OpType.EndsWith("Integer", StringComparison.Ordinal));
        if (integers > 0)
        {
            throw new InvalidDataException(
                $"{source}: expected a float model, found {integers} quantisation nodes: it is quantised already. "
                + "Start from the model that it was made of.");
        }
    }
}
