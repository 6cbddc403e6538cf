using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Linting.Channels;

/// <summary>The widths of a network: how many convolutions have each number of channels.</summary>
internal static class ChannelCounts
{
    /// <summary>Counts convolutions by channels. The image's channels and those of the heads are left out: they are fixed by
    /// the task.</summary>
    /// <returns>For each number of channels the first convolution and how many others there are, ascending.</returns>
    public static IEnumerable<(int Channels, NodeProto First, int Others)> Of(LintGraph graph)
        => graph.Nodes
            .Where(node => node.Is("Conv") && graph.Info(node.In(1)) is { Rank: 4 })
            .SelectMany(node => Widths(graph, node).Distinct().Select(width => (Width: width, Node: node)))
            .GroupBy(entry => entry.Width)
            .OrderBy(group => group.Key)
            .Select(group => (group.Key, group.First().Node, group.Count() - 1));

    private static IEnumerable<int> Widths(LintGraph graph, NodeProto node)
    {
        IReadOnlyList<int> weight = graph.Info(node.In(1))!.Dims;
        if (!graph.Weighted.First.Contains(node))
        {
            yield return weight[1] * (int)Math.Clamp(node.Integer("group", 1), 1, int.MaxValue / Math.Max(weight[1], 1));
        }

        if (!graph.Weighted.Heads.Contains(node))
        {
            yield return weight[0];
        }
    }
}
