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
        int[] partners = Partners(node, dims);
        (int outputs, int inner) = Outputs(node, dims);
        double[] sums = new double[outputs];
        for (int i = 0; i < partners.Length; i++)
        {
            ref double greatest = ref sums[i / inner % outputs];
            greatest = Math.Max(greatest, Sum(weight[i], partners[i] < 0 ? 0 : weight[partners[i]]));
        }

        return sums;
    }

    /// <summary>Finds the other weight of each weight's pair.</summary>
    /// <param name="node">A Conv, Gemm or MatMul; anything else has no pairs.</param>
    /// <param name="dims">The weight's shape: [M, C / group, ...] for Conv, [K, N] for products.</param>
    /// <returns>For every weight, row-major, the position of its neighbour, or -1 for the last of an odd count; empty where
    /// nothing is added in 16 bits.</returns>
    public static int[] Partners(NodeProto node, IReadOnlyList<int> dims)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(dims);
        return node.OpType switch
        {
            "Conv" when dims.Count > 2 && !IsDepthwise(node, dims) => Neighbours(dims, 1, InnerSize(dims, 2)),
            "Gemm" when dims.Count == 2 && IsTransposed(node) => Neighbours(dims, 1, 1),
            "Gemm" when dims.Count == 2 => Neighbours(dims, 0, 1),
            "MatMul" when dims.Count >= 2 => Neighbours(dims, dims.Count - 2, 1),
            _ => [],
        };
    }

    /// <summary>Number of output channels, and of weights between one channel and the next.</summary>
    private static (int Outputs, int Inner) Outputs(NodeProto node, IReadOnlyList<int> dims) => node.OpType switch
    {
        "Gemm" when dims.Count == 2 && !IsTransposed(node) => (dims[1], 1),
        "MatMul" when dims.Count >= 2 => (dims[^1], 1),
        _ => dims.Count > 0 ? (dims[0], InnerSize(dims, 1)) : (1, 1),
    };

    /// <summary>Pairs weights that are summed one after the other: along an axis, and within it, if taps follow, at the same
    /// tap; the last channel of one tap is followed by the first of the next.</summary>
    private static int[] Neighbours(IReadOnlyList<int> dims, int axis, int taps)
    {
        int channels = dims[axis];
        int length = channels * taps;
        int step = InnerSize(dims, axis + 1) / taps;
        int[] partners = new int[InnerSize(dims, 0)];
        for (int start = 0; start < partners.Length; start += length * step)
        {
            for (int column = 0; column < step; column++)
            {
                for (int place = 0; place < length; place++)
                {
                    int other = place ^ 1;
                    partners[start + column + At(place)] = other < length ? start + column + At(other) : -1;
                }
            }
        }

        return partners;

        // [C, taps] is stored, [taps, C] is summed; without taps, steps lead from one row to the next.
        int At(int place) => ((place % channels * taps) + (place / channels)) * step;
    }

    private static int InnerSize(IReadOnlyList<int> dims, int start)
        => dims.Skip(start).Aggregate(1, (product, size) => product * size);

    private static bool IsDepthwise(NodeProto node, IReadOnlyList<int> dims)
        => dims[1] == 1 && Integer(node, "group", 1) == dims[0];

    private static bool IsTransposed(NodeProto node) => Integer(node, "transB", 0) != 0;

    private static double Sum(double first, double second)
        => Math.Max(Math.Max(first, 0) + Math.Max(second, 0), Math.Max(-first, 0) + Math.Max(-second, 0));

    private static long Integer(NodeProto node, string name, long otherwise)
        => node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.I ?? otherwise;
}
