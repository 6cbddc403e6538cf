using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Graphs;

/// <summary>Counts the multiply-adds of convolutions and matrix products, which is where such networks spend their
/// arithmetic.</summary>
public static class MultiplyAdds
{
    /// <summary>Counts those of one node for one run.</summary>
    /// <param name="graph">The graph that the node belongs to.</param>
    /// <param name="node">Any node.</param>
    /// <returns>0 for operators other than Conv, ConvTranspose, Gemm and MatMul; null when a shape is not known.</returns>
    public static long? Of(OnnxGraph graph, NodeProto node)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(node);
        if (node.OpType is not ("Conv" or "ConvTranspose" or "Gemm" or "MatMul"))
        {
            return 0;
        }

        if (node.Input.Count < 2 || graph.FindInfo(node.Input[0]) is not { } input
            || graph.FindInfo(node.Input[1]) is not { } weight || graph.FindInfo(node.Output[0]) is not { } output)
        {
            return null;
        }

        return node.OpType switch
        {
            // Every element of the result is a sum over the channels of its group and the taps of the kernel; a transposed
            // convolution spreads every element of its input in the same manner.
            "Conv" => output.ElementCount * weight.Dims.Skip(1).Aggregate(1L, (count, size) => count * size),
            "ConvTranspose" => input.ElementCount * weight.Dims.Skip(1).Aggregate(1L, (count, size) => count * size),
            "Gemm" => input.ElementCount * output.Dims[^1],
            _ => output.ElementCount * input.Dims[^1],
        };
    }
}
