using DenseEdge.Onnx;
using DenseEdge.Training.Network;
using TorchSharp.Modules;

namespace DenseEdge.Training.Export;

/// <summary>Writes layers: convolutions with everything folded in, and the rectifier after them.</summary>
internal sealed class LayerExport(OnnxGraphBuilder graph)
{
    /// <summary>The graph that is written to.</summary>
    public OnnxGraphBuilder Graph { get; } = graph;

    /// <summary>Reads convolution and normalisation of a block.</summary>
    public static ConvWeights Fold(ConvBnRelu block) => ConvWeights.Of(block.Conv, block.Norm, Layers.NormEpsilon);

    /// <summary>Writes a convolution that pads by half a kernel.</summary>
    /// <param name="input">[1, in, H, W].</param>
    /// <param name="weights">The convolution.</param>
    /// <param name="stride">Stride in pixels.</param>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="dilation">Distance of the kernel's taps; the padding grows with it.</param>
    /// <returns>[1, out, ceil(H / stride), ceil(W / stride)].</returns>
    public GraphValue Conv(GraphValue input, ConvWeights weights, int stride = 1, int groups = 1, int dilation = 1)
        => Conv(input, weights, stride, Padding2d.All(weights.Kernel / 2 * dilation), groups, dilation);

    /// <summary>Writes a convolution.</summary>
    /// <param name="input">[1, in, H, W].</param>
    /// <param name="weights">The convolution.</param>
    /// <param name="stride">Stride in pixels.</param>
    /// <param name="padding">Zeros around the input.</param>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="dilation">Distance of the kernel's taps in pixels.</param>
    public GraphValue Conv(
        GraphValue input, ConvWeights weights, int stride, Padding2d padding, int groups, int dilation = 1)
    {
        int[] shape = [weights.OutChannels, weights.InChannels, weights.Kernel, weights.Kernel];
        GraphValue bias = Graph.Initializer(Single(weights.Bias), [weights.OutChannels]);
        return Graph.Conv(input, Graph.Initializer(Single(weights.Weight), shape), bias, stride, padding, groups, dilation);
    }

    /// <summary>Writes convolution, normalisation and, if the block has one, rectifier.</summary>
    public GraphValue Block(GraphValue input, ConvBnRelu block) => Rectify(
        Conv(input, Fold(block), dilation: block.Dilation), block.Rectifies);

    /// <summary>Writes convolution and normalisation.</summary>
    public GraphValue Normalized(GraphValue input, Conv2d conv, BatchNorm2d norm, int stride = 1, int dilation = 1)
        => Conv(input, ConvWeights.Of(conv, norm, Layers.NormEpsilon), stride, dilation: dilation);

    /// <summary>Writes a rectifier, or nothing.</summary>
    public GraphValue Rectify(GraphValue input, bool rectifies) => rectifies ? Graph.Relu(input) : input;

    /// <summary>Writes convolutions of one input as one, and cuts its output: the input is unrolled only
    /// once.</summary>
    /// <param name="input">[1, in, H, W].</param>
    /// <param name="parts">Convolutions of one kernel size.</param>
    /// <param name="rectifies">Whether a rectifier follows.</param>
    /// <returns>The output of each convolution.</returns>
    public GraphValue[] Merged(GraphValue input, IReadOnlyList<ConvWeights> parts, bool rectifies)
    {
        GraphValue all = Rectify(Conv(input, ConvWeights.Merge(parts)), rectifies);
        if (parts.Count == 1)
        {
            return [all];
        }

        GraphValue[] outputs = new GraphValue[parts.Count];
        int start = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = Graph.Slice(all, 1, start, start + parts[i].OutChannels);
            start += parts[i].OutChannels;
        }

        return outputs;
    }

    private static float[] Single(double[] values) => Array.ConvertAll(values, value => (float)value);
}
