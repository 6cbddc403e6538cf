using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Integers.Placement;

/// <summary>Convolutions that are too thin for TensorRT's integer kernels, by the rules of NVIDIA's ModelOpt.</summary>
internal static class SmallConvolution
{
    private const int ChannelStep = 8;
    private const int Thin = 16;
    private const int LeastGroupedKernel = 3;

    /// <summary>Says why a convolution should stay float.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">A node with constant weight.</param>
    /// <returns>The reason; null if it may become integer.</returns>
    public static string? Objection(OnnxGraph graph, NodeProto node)
    {
        if (node.OpType is not ("Conv" or "ConvTranspose"))
        {
            return null;
        }

        IReadOnlyList<int> weight = graph.Info(node.Input[1]).Dims;
        int inputs = graph.Info(node.Input[0]).Dims[1];
        int outputs = graph.Info(node.Output[0]).Dims[1];
        long groups = NodeTraits.Integer(node, "group", 1);
        bool mayStay = inputs >= Thin && outputs >= Thin
            || (groups == 1 ? IsWideEnough(graph, node, inputs, outputs, weight) : IsGroupedWell(outputs, weight));
        return mayStay ? null : $"a convolution of {inputs} to {outputs} channels is too thin for integers";
    }

    private static bool IsWideEnough(OnnxGraph graph, NodeProto node, int inputs, int outputs, IReadOnlyList<int> weight)
        => (inputs % ChannelStep == 0 || outputs % ChannelStep == 0)
            && (inputs >= Thin || outputs >= Thin || IsFirst(graph, node))
            && (weight.Count < 4 || weight[2] == weight[3]);

    private static bool IsGroupedWell(int outputs, IReadOnlyList<int> weight)
        => outputs % ChannelStep == 0 && weight.Skip(2).All(size => size >= LeastGroupedKernel);

    // No other convolution lies before it.
    private static bool IsFirst(OnnxGraph graph, NodeProto node)
    {
        string? value = node.Input[0];
        while (value is not null && graph.Producer(value) is { } producer)
        {
            if (NodeTraits.IsProduct(producer))
            {
                return false;
            }

            value = NodeTraits.Activations(graph, producer) is [string first, ..] ? first : null;
        }

        return true;
    }
}
