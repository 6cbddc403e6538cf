using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Rewrites;

/// <summary>
/// Pads the channels between convolutions with zeros to a multiple of four. Exact: the zero channels come from filters of zeros
/// and meet weights of zero. For INT8 on ONNX Runtime's CPU engine, which packs four bytes into one multiplication; not for
/// FP32, which it makes slower (docs/performance.md).
/// </summary>
/// <remarks>Zeros are carried through Relu, Clip, Add, Resize, Concat and Slice; what reads a padded value in any other way
/// gets it cut back. Values of fewer than eight channels stay as they are.</remarks>
public sealed class ChannelPaddingPass : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "pad-channels";

    /// <inheritdoc/>
    public string Description => "Channels between convolutions are padded with zeros to a multiple of four.";

    /// <inheritdoc/>
    public int Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ChannelPadder padder = new(graph);
        foreach (NodeProto node in graph.Nodes.ToArray())
        {
            padder.Visit(node);
        }

        graph.RemoveUnread();
        graph.Update();
        return padder.PaddedConvolutions;
    }
}
