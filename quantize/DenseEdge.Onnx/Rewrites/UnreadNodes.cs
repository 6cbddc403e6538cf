using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Rewrites;

/// <summary>Removes what a rewrite left behind.</summary>
internal static class UnreadNodes
{
    /// <summary>Removes nodes whose results nothing reads, and then those that only they read, and unread constants.</summary>
    public static void RemoveUnread(this OnnxGraph graph)
    {
        Queue<NodeProto> unread = new(graph.Nodes.Where(node => IsUnread(graph, node)));
        while (unread.TryDequeue(out NodeProto? node))
        {
            graph.Remove(node);
            foreach (string input in node.Input.Distinct())
            {
                if (graph.Producer(input) is { } maker && IsUnread(graph, maker) && !unread.Contains(maker))
                {
                    unread.Enqueue(maker);
                }
            }
        }

        foreach (string name in graph.Initializers.ToArray())
        {
            if (graph.Consumers(name).Count == 0 && !graph.IsOutput(name))
            {
                graph.RemoveConstant(name);
            }
        }
    }

    private static bool IsUnread(OnnxGraph graph, NodeProto node)
        => node.Output.All(output => graph.Consumers(output).Count == 0 && !graph.IsOutput(output));
}
