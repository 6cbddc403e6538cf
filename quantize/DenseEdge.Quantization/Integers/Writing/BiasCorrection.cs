using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Integers.Placement;

namespace DenseEdge.Quantization.Integers.Writing;

/// <summary>
/// The shift that rounded weights give the mean output of a convolution: for output channel o the sum over its input channels
/// i and taps t of (rounded − real weight) · E[x_i] · (share of the output positions whose tap t lies inside the image).
/// </summary>
/// <remarks>M. Nagel et al., "Data-free quantization through weight equalization and bias correction", ICCV 2019, section 4.2,
/// with means from calibration in place of those of a normalisation, and with the border's share of zeros.</remarks>
internal static class BiasCorrection
{
    /// <summary>Works out the shift.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">A convolution or a product with constant weight.</param>
    /// <param name="weight">Its rounded weight.</param>
    /// <param name="means">Mean of every channel of its input, [C].</param>
    /// <returns>[O]; null for an operator whose channels are not those of the means.</returns>
    public static double[]? Shift(OnnxGraph graph, NodeProto node, QuantizedWeight weight, double[] means) => node.OpType switch
    {
        "Conv" when weight.Dims.Length == 4 => Convolution(graph, node, Difference(graph, node, weight), weight.Dims, means),
        "Gemm" => Product(graph, node, Difference(graph, node, weight), weight.Dims, means),
        _ => null,
    };

    private static double[] Difference(OnnxGraph graph, NodeProto node, QuantizedWeight weight)
        => [.. weight.Values().Zip(graph.Floats(node.Input[1]), (rounded, real) => (double)rounded - real)];

    private static double[]? Convolution(OnnxGraph graph, NodeProto node, double[] difference, int[] dims, double[] means)
    {
        (int outputs, int perGroup) = (dims[0], dims[1]);
        int outputsPerGroup = outputs / checked((int)NodeTraits.Integer(node, "group", 1));
        double[] inside = InsideShares(graph, node, dims);
        double[] shift = new double[outputs];
        for (int output = 0; output < outputs; output++)
        {
            for (int input = 0; input < perGroup; input++)
            {
                double mean = means[(output / outputsPerGroup * perGroup) + input];
                int first = ((output * perGroup) + input) * inside.Length;
                for (int tap = 0; tap < inside.Length; tap++)
                {
                    shift[output] += difference[first + tap] * mean * inside[tap];
                }
            }
        }

        return shift;
    }

    // Row-major over the taps: a tap is inside where neither its row nor its column lies in the padding.
    private static double[] InsideShares(OnnxGraph graph, NodeProto node, int[] dims)
    {
        IReadOnlyList<int> image = graph.Info(node.Input[0]).Dims;
        IReadOnlyList<int> result = graph.Info(node.Output[0]).Dims;
        double[] rows = InsideShares(node, 0, dims[2], image[2], result[2]);
        double[] columns = InsideShares(node, 1, dims[3], image[3], result[3]);
        return [.. rows.SelectMany(row => columns.Select(column => row * column))];
    }

    private static double[] InsideShares(NodeProto node, int axis, int taps, int imageSize, int resultSize)
    {
        long stride = At(node, "strides", axis, 1);
        long dilation = At(node, "dilations", axis, 1);
        long padding = At(node, "pads", axis, 0);
        return [.. Enumerable.Range(0, taps).Select(tap => Enumerable.Range(0, resultSize)
            .Count(position => (position * stride) + (tap * dilation) - padding is >= 0 and var source && source < imageSize)
            / (double)resultSize)];
    }

    private static long At(NodeProto node, string name, int axis, long otherwise)
        => node.Attribute.FirstOrDefault(attribute => attribute.Name == name) is { } attribute && attribute.Ints.Count > axis
            ? attribute.Ints[axis]
            : otherwise;

    // [outputs] from a weight [K, outputs], or [outputs, K] if it is transposed.
    private static double[]? Product(OnnxGraph graph, NodeProto node, double[] difference, int[] dims, double[] means)
    {
        bool transposed = NodeTraits.Integer(node, "transB", 0) != 0;
        (int inputs, int outputs) = transposed ? (dims[1], dims[0]) : (dims[0], dims[1]);
        if (means.Length != inputs || graph.Info(node.Input[0]).Rank != 2 || NodeTraits.Integer(node, "transA", 0) != 0)
        {
            return null;
        }

        double[] shift = new double[outputs];
        for (int i = 0; i < difference.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, dims[1]);
            shift[transposed ? row : column] += difference[i] * means[transposed ? column : row];
        }

        return shift;
    }
}
