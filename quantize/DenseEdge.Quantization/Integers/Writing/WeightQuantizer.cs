using DenseEdge.Onnx.Engines;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Calibration.Ranges;
using DenseEdge.Quantization.Integers.Placement;

namespace DenseEdge.Quantization.Integers.Writing;

/// <summary>Turns the constant weight of a convolution or a product into codes with one scale per output channel.</summary>
internal static class WeightQuantizer
{
    // A bias in units of input scale · weight scale must fit 32 bits, with room for the sum that it starts.
    private const double GreatestBiasCode = 1 << 30;

    /// <summary>Quantises a weight.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">The node that the weight belongs to.</param>
    /// <param name="grid">The codes; symmetric.</param>
    /// <param name="perChannel">One scale per output channel, or one for all.</param>
    /// <param name="inputScale">Scale of the node's input, if the bias becomes an integer; else null.</param>
    /// <param name="limitsPairs">Whether pairs of codes must fit sums of 16 bits (<see cref="SixteenBitPairs"/>): each channel
    /// gets the finest scale with which they do.</param>
    public static QuantizedWeight Quantize(
        OnnxGraph graph, NodeProto node, IntegerGrid grid, bool perChannel, float? inputScale, bool limitsPairs = false)
    {
        float[] values = graph.Floats(node.Input[1]);
        IReadOnlyList<int> dims = graph.Info(node.Input[1]).Dims;
        int axis = NodeTraits.ChannelAxis(graph, node);
        int channels = dims[axis];
        int inner = dims.Skip(axis + 1).Aggregate(1, (product, size) => product * size);
        RequireFinite(graph, node, values);

        double[] magnitudes = new double[perChannel ? channels : 1];
        for (int i = 0; i < values.Length; i++)
        {
            int channel = perChannel ? i / inner % channels : 0;
            magnitudes[channel] = Math.Max(magnitudes[channel], Math.Abs(values[i]));
        }

        double[] least = LeastScales(graph, node, magnitudes.Length, inputScale);
        if (limitsPairs)
        {
            LimitPairs(least, SixteenBitPairs.GreatestSums(node, dims, values));
        }

        QuantizationParameters[] parameters =
            [.. magnitudes.Select((magnitude, channel) => Fit(grid, magnitude, least[channel]))];
        sbyte[] codes = new sbyte[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            codes[i] = (sbyte)parameters[perChannel ? i / inner % channels : 0].Code(values[i]);
        }

        return new QuantizedWeight(codes, [.. dims], [.. parameters.Select(entry => entry.Scale)], perChannel ? axis : null);
    }

    private static QuantizationParameters Fit(IntegerGrid grid, double magnitude, double leastScale)
    {
        QuantizationParameters fitted = grid.Fit(new ClippingRange(-magnitude, magnitude));
        return fitted.Scale >= leastScale ? fitted : fitted with { Scale = (float)leastScale };
    }

    // A channel of tiny weights with a large bias gets a coarser scale, or its bias would not fit.
    private static double[] LeastScales(OnnxGraph graph, NodeProto node, int count, float? inputScale)
    {
        double[] least = new double[count];
        if (inputScale is { } scale && node.Input.Count > 2 && node.Input[2].Length > 0)
        {
            float[] bias = graph.Floats(node.Input[2]);
            for (int i = 0; i < bias.Length; i++)
            {
                int channel = count == 1 ? 0 : i;
                least[channel] = Math.Max(least[channel], Math.Abs(bias[i]) / (GreatestBiasCode * scale));
            }
        }

        return least;
    }

    // If a + b <= 128 then round(a) + round(b) <= 128 too, halves to even: both can only go up if a + b is at least one above
    // the sum of the numbers below them.
    private static void LimitPairs(double[] least, double[] sums)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            int channel = least.Length == 1 ? 0 : i;
            least[channel] = Math.Max(least[channel], MathF.BitIncrement((float)(sums[i] / SixteenBitPairs.GreatestSum)));
        }
    }

    private static void RequireFinite(OnnxGraph graph, NodeProto node, float[] values)
    {
        int fault = Array.FindIndex(values, value => !float.IsFinite(value));
        if (fault >= 0)
        {
            throw new InvalidDataException(
                $"{OnnxGraph.Label(node)}: expected finite weights in '{node.Input[1]}' "
                + $"{graph.Info(node.Input[1])}, found {values[fault]} at {fault}.");
        }
    }
}
