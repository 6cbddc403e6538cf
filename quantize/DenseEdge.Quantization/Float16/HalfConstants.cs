using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Float16;

/// <summary>Rounds constants to FP16, each in the way that its reader needs.</summary>
internal static class HalfConstants
{
    /// <summary>Rounds one.</summary>
    /// <param name="constant">Its name.</param>
    /// <param name="values">Its elements, row-major.</param>
    /// <param name="reader">A node that reads it.</param>
    /// <param name="view">The graph.</param>
    /// <param name="options">Holds the means of channels, where they are known.</param>
    public static Half[] Round(string constant, float[] values, NodeProto reader, FloatGraph view, HalfOptions options)
    {
        int input = reader.Input.IndexOf(constant);
        if (reader.OpType == "Conv" && input == 1 && view.Graph.Consumers(constant).Count == 1)
        {
            float[] biases = reader.Input.Count > 2 && view.IsConstant(reader.Input[2]) ? view.Graph.Floats(reader.Input[2]) : [];
            int channels = view.Graph.Info(constant).Dims[0];
            return MeanPreservingRounding.Round(values, Means(reader, view, options), biases, channels);
        }

        // Engines refuse a quantisation scale of 0; the weights of such a channel are all 0.
        float least = HalfOperators.IsScale(reader, input) ? HalfRange.Smallest : float.NegativeInfinity;
        return Array.ConvertAll(values, value => (Half)MathF.Max(value, least));
    }

    /// <summary>The mean of what each weight is multiplied with, [O, I / groups · kh · kw].</summary>
    private static double[] Means(NodeProto conv, FloatGraph view, HalfOptions options)
    {
        IReadOnlyList<int> dims = view.Graph.Info(conv.Input[1]).Dims;                  // [O, I / groups, kh, kw]
        int groups = view.Graph.Info(conv.Input[0]).Dims[1] / dims[1], kernel = dims[2] * dims[3];
        double[] means = new double[dims[0] * dims[1] * kernel];
        bool isKnown = options.ChannelMeans.TryGetValue(conv.Input[0], out double[]? channels)
            && channels.Length == groups * dims[1];
        for (int i = 0; i < means.Length; i++)
        {
            int group = i / (dims[1] * kernel) / (dims[0] / groups);
            means[i] = isKnown ? channels![(group * dims[1]) + (i / kernel % dims[1])] : 1;
        }

        return means;
    }
}
