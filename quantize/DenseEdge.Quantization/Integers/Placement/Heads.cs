using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Integers.Placement;

/// <summary>Finds the last convolutions or products before the graph's outputs.</summary>
internal static class Heads
{
    /// <summary>Finds them.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>The nodes from which an output is reached without another convolution or product in between.</returns>
    public static IReadOnlySet<NodeProto> Of(OnnxGraph graph)
    {
        HashSet<NodeProto> heads = new(ReferenceEqualityComparer.Instance);
        HashSet<string> seen = [.. graph.Outputs];
        Queue<string> open = new(graph.Outputs);
        while (open.TryDequeue(out string? value))
        {
            if (graph.Producer(value) is not { } node)
            {
                continue;
            }

            if (NodeTraits.IsProduct(node))
            {
                heads.Add(node);
                continue;
            }

            foreach (string input in node.Input.Where(input => input.Length > 0 && seen.Add(input)))
            {
                open.Enqueue(input);
            }
        }

        return heads;
    }
}
