using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Engines;

/// <summary>
/// Which weights ONNX Runtime's CPU engine adds in 16 bits on x86 processors without VNNI. Their instruction multiplies two
/// neighbouring unsigned bytes with two signed ones and adds both products to a signed 16-bit number, which saturates. With
/// codes of activations up to 255 the sum is right for every input exactly if neither the positive nor the negative codes of a
/// pair sum to more than 128: 255 · 128 = 32 640, 255 · 129 = 32 895 is beyond 32 767.
/// </summary>
/// <remarks>Neighbours are neighbours in the order in which a product is summed: for Conv window position by position, and all
/// channels of a group at each; for MatMul and Gemm along the shared axis. Depthwise convolutions are summed in 32 bits.
/// Proven by tests against exact integers.</remarks>
public static class SixteenBitPairs
{
    /// <summary>What the codes of one sign in a pair may sum to.</summary>
    public const int GreatestSum = 128;

    /// <summary>Finds, for every output channel, the greatest sum of magnitudes of the weights of one sign in a pair; a single
    /// weight counts with its magnitude.</summary>
    /// <param name="node">A Conv, Gemm or MatMul; anything else has no pairs.</param>
    /// <param name="dims">The weight's shape: [M, C / group, ...] for Conv, [K, N] for products.</param>
    /// <param name="weight">Codes or values, row-major.</param>
    /// <returns>[M] or [N] sums; zeros where nothing is added in 16 bits.</returns>
    public static double[] GreatestSums(NodeProto node, IReadOnlyList<int> dims, ReadOnlySpan<float> weight)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(dims);
        return node.OpType switch
        {
            "Conv" when dims.Count > 2 => Convolution(node, dims, weight),
            "Gemm" when dims.Count == 2 && Integer(node, "transB", 0) != 0 => Sums(weight, dims[0], dims[1], dims[1], 1),
            "Gemm" or "MatMul" when dims.Count == 2 => Sums(weight, dims[1], dims[0], 1, dims[1]),
            "MatMul" when dims.Count > 2 => Batches(dims, weight),
            _ => new double[dims.Count > 0 ? dims[0] : 1],
        };
    }

    private static double[] Convolution(NodeProto node, IReadOnlyList<int> dims, ReadOnlySpan<float> weight)
    {
        (int outputs, int channels, int taps) = (dims[0], dims[1], dims.Skip(2).Aggregate(1, (product, size) => product * size));
        double[] sums = new double[outputs];
        if (channels == 1 && Integer(node, "group", 1) == outputs)
        {
            return sums;
        }

        for (int place = 0; place < channels * taps; place += 2)
        {
            for (int output = 0; output < outputs; output++)
            {
                ReadOnlySpan<float> filter = weight.Slice(output * channels * taps, channels * taps);
                float second = place + 1 < channels * taps ? filter[At(place + 1)] : 0;
                sums[output] = Math.Max(sums[output], Sum(filter[At(place)], second));
            }
        }

        return sums;

        // [C, taps] is stored, [taps, C] is summed.
        int At(int place) => (place % channels * taps) + (place / channels);
    }

    private static double[] Sums(ReadOnlySpan<float> weight, int outputs, int length, int outputStep, int step)
    {
        double[] sums = new double[outputs];
        for (int output = 0; output < outputs; output++)
        {
            for (int place = 0; place < length; place += 2)
            {
                int first = (output * outputStep) + (place * step);
                sums[output] = Math.Max(sums[output], Sum(weight[first], place + 1 < length ? weight[first + step] : 0));
            }
        }

        return sums;
    }

    /// <summary>Weights [..., K, N] share the scales of their N columns.</summary>
    private static double[] Batches(IReadOnlyList<int> dims, ReadOnlySpan<float> weight)
    {
        (int length, int outputs) = (dims[^2], dims[^1]);
        double[] sums = new double[outputs];
        for (int start = 0; start < weight.Length; start += length * outputs)
        {
            double[] batch = Sums(weight.Slice(start, length * outputs), outputs, length, 1, outputs);
            for (int output = 0; output < outputs; output++)
            {
                sums[output] = Math.Max(sums[output], batch[output]);
            }
        }

        return sums;
    }

    private static double Sum(double first, double second)
        => Math.Max(Math.Max(first, 0) + Math.Max(second, 0), Math.Max(-first, 0) + Math.Max(-second, 0));

    private static long Integer(NodeProto node, string name, long otherwise)
        => node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.I ?? otherwise;
}
