using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Rewrites;

/// <summary>
/// Pads the channels between convolutions with zeros to a multiple. Exact: the zero channels come from filters of zeros and meet
/// weights of zero. For INT8 on ONNX Runtime's CPU engine, whose fastest integer convolution takes only input channels in
/// multiples of 4 and output channels in multiples of 8 (4 on AVX-512); others go through a copy of every window. Not for FP32,
/// which it makes slower (docs/performance.md).
/// </summary>
/// <remarks>Zeros are carried through Relu, Clip, Add, Resize, Concat and Slice; what reads a padded value in any other way
/// gets it cut back. Values of fewer than eight channels stay as they are.</remarks>
/// <param name="multiple">What channel counts are rounded up to a multiple of; at least 1.</param>
public sealed class ChannelPaddingPass(int multiple) : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "pad-channels";

    /// <inheritdoc/>
    public string Description => $"Channels between convolutions are padded with zeros to a multiple of {multiple}.";

    /// <inheritdoc/>
    public int Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ChannelPadder padder = new(graph, multiple);
        foreach (NodeProto node in graph.Nodes.ToArray())
        {
            padder.Visit(node);
        }

        graph.RemoveUnread();
        graph.Update();
        return padder.PaddedConvolutions;
    }
}
