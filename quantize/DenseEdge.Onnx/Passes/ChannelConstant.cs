using DenseEdge.Onnx.Graphs.Evaluation;

namespace DenseEdge.Onnx.Passes;

/// <summary>Constants that broadcast along all dimensions but the channels.</summary>
internal static class ChannelConstant
{
    /// <summary>Gets one number per channel.</summary>
    /// <param name="constant">Shapes such as [C, 1, 1], [1, C, 1, 1], [1] or [].</param>
    /// <param name="rank">Number of dimensions of the value that it is combined with.</param>
    /// <param name="channels">C.</param>
    /// <param name="axis">The dimension of the channels.</param>
    /// <returns>Null when it varies along another dimension.</returns>
    public static double[]? Spread(ConstantTensor constant, int rank, int channels, int axis)
    {
        int missing = rank - constant.Dims.Length;
        if (missing < 0)
        {
            return null;
        }

        for (int i = 0; i < constant.Dims.Length; i++)
        {
            if (constant.Dims[i] != 1 && (i + missing != axis || constant.Dims[i] != channels))
            {
                return null;
            }
        }

        double[] values = constant.Reals;
        return values.Length == channels ? values : [.. Enumerable.Repeat(values[0], channels)];
    }
}
