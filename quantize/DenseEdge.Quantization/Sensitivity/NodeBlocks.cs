using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Integers.Placement;

namespace DenseEdge.Quantization.Sensitivity;

/// <summary>Divides the integer part of a network into blocks.</summary>
internal static class NodeBlocks
{
    // Where names say nothing, this many runs of neighbours.
    private const int UnnamedBlocks = 16;

    /// <summary>Divides by the scopes in the nodes' names; a model without scopes in the order of its graph.</summary>
    /// <param name="graph">The float graph.</param>
    /// <param name="nodes">The convolutions and products that may become integer, in the order of the graph.</param>
    public static IReadOnlyList<NodeBlock> Divide(OnnxGraph graph, IReadOnlyList<NodeProto> nodes)
    {
        if (nodes.Count == 0)
        {
            return [];
        }

        if (nodes.Select(Scope).Distinct().Count() > 1)
        {
            return [.. nodes.GroupBy(Scope).Select(group => Block(graph, group.Key, [.. group]))];
        }

        int size = (nodes.Count + UnnamedBlocks - 1) / UnnamedBlocks;
        return [.. nodes.Chunk(size).Select(run => Block(graph, RunName(run), run))];
    }

    private static string RunName(NodeProto[] run) => run.Length == 1
        ? NodeTraits.NameOf(run[0])
        : $"{NodeTraits.NameOf(run[0])} ... {NodeTraits.NameOf(run[^1])}";

    private static string Scope(NodeProto node)
    {
        string name = NodeTraits.NameOf(node);
        int end = name.LastIndexOf('/');
        return end > 0 ? name[..end] : "";
    }

    private static NodeBlock Block(OnnxGraph graph, string name, NodeProto[] nodes)
        => new(name, [.. nodes.Select(NodeTraits.NameOf)], nodes.Sum(node => MultiplyAdds(graph, node)));

    // Every element of the result takes one product per weight of its output channel.
    private static long MultiplyAdds(OnnxGraph graph, NodeProto node)
    {
        long weights = graph.Info(node.Input[1]).ElementCount / graph.Info(node.Input[1]).Dims[NodeTraits.ChannelAxis(graph, node)];
        return weights * graph.Info(node.Output[0]).ElementCount;
    }
}
