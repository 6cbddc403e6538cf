using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Passes;

/// <summary>Removes nodes and constants that no output depends on.</summary>
public sealed class DeadCodeRemoval : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "remove-dead-code";

    /// <inheritdoc/>
    public string Description => "Removes nodes and constants that no output depends on.";

    /// <inheritdoc/>
    public int Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int changes = 0;

        // From the end: a node whose only reader goes is dead itself.
        foreach (NodeProto node in graph.Nodes.Reverse().ToArray())
        {
            if (node.Output.All(output => IsUnused(graph, output)))
            {
                graph.Remove(node);
                changes++;
            }
        }

        foreach (string constant in graph.Initializers.Where(name => IsUnused(graph, name)).ToArray())
        {
            graph.RemoveConstant(constant);
            changes++;
        }

        graph.UpdateAfter(changes);
        return changes;
    }

    private static bool IsUnused(OnnxGraph graph, string value)
        => value.Length == 0 || (graph.Consumers(value).Count == 0 && !graph.IsOutput(value));
}
