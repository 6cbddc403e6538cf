using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Float16.Rules;

/// <summary>How many activations an operator adds up for one element of its result.</summary>
internal static class SumLength
{
    /// <summary>Counts the terms.</summary>
    /// <param name="node">The node.</param>
    /// <param name="view">Its graph.</param>
    /// <returns>The number; 1 for an operator that sums nothing, or whose terms are products with trained weights: training has
    /// bounded those, and engines add them up in FP32. The same holds for pooling.</returns>
    public static long Of(NodeProto node, FloatGraph view)
    {
        switch (node.OpType)
        {
            case "MatMul" when view.IsVariable(node.Input[0]) && view.IsVariable(node.Input[1]):
                return view.Graph.Info(node.Input[0]).Dims[^1];
            case "Gemm" when view.IsVariable(node.Input[0]) && view.IsVariable(node.Input[1]):
                bool transposed = node.Attribute.FirstOrDefault(attribute => attribute.Name == "transA")?.I == 1;
                return view.Graph.Info(node.Input[0]).Dims[transposed ? 0 : 1];
            case "ReduceL1" or "ReduceMean" or "ReduceSum":
                return view.Count(node.Input[0]) / Math.Max(1, view.Count(node.Output[0]));
            default:
                return 1;
        }
    }
}
