using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Integers.Placement;

/// <summary>
/// Tells a residual addition from others, and its shortcut from its branch. Both inputs come from one ancestor; the branch is
/// the input on the longer way from the lowest common ancestor. TensorRT fuses the addition into the branch's convolution
/// if nothing lies between them, so only the shortcut is quantised.
/// </summary>
internal static class ResidualAdd
{
    /// <summary>Finds the shortcut of an addition.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">A node.</param>
    /// <returns>The input to quantise; null if the node is no residual addition: not two activations, no common ancestor, an
    /// ancestor that is itself an input of the addition's branch convolution only, or a branch that doesn't end in a
    /// convolution of its own.</returns>
    public static string? Shortcut(OnnxGraph graph, NodeProto node)
    {
        if (node.OpType != "Add" || NodeTraits.Activations(graph, node) is not [string one, string other])
        {
            return null;
        }

        Dictionary<string, int> fromOne = Distances(graph, one);
        Dictionary<string, int> fromOther = Distances(graph, other);
        List<string> common = [.. fromOne.Keys.Where(fromOther.ContainsKey)];
        if (common.Count == 0)
        {
            return null;
        }

        string ancestor = common.MinBy(value => fromOne[value] + fromOther[value])!;
        string branch = fromOne[ancestor] > fromOther[ancestor] ? one : other;
        string shortcut = branch == one ? other : one;
        return EndsInOwnConvolution(graph, branch) && branch != ancestor && fromOne[ancestor] != fromOther[ancestor]
            ? shortcut
            : null;
    }

    private static bool EndsInOwnConvolution(OnnxGraph graph, string branch)
        => graph.Producer(branch) is { OpType: "Conv" } convolution && graph.Consumers(branch).Count == 1
            && !graph.IsOutput(branch) && NodeTraits.HasConstantWeight(graph, convolution);

    /// <summary>The longest way back from a value to each of its ancestors, in nodes; 0 to itself.</summary>
    private static Dictionary<string, int> Distances(OnnxGraph graph, string value)
    {
        Dictionary<string, int> distances = new(StringComparer.Ordinal) { [value] = 0 };
        HashSet<NodeProto> reached = new(ReferenceEqualityComparer.Instance);
        if (graph.Producer(value) is { } producer)
        {
            reached.Add(producer);
        }

        // Against the order of the graph every reader of a value comes before its maker.
        foreach (NodeProto node in graph.Nodes.Reverse().Where(reached.Contains))
        {
            int distance = node.Output.Max(output => distances.GetValueOrDefault(output)) + 1;
            foreach (string input in NodeTraits.Activations(graph, node))
            {
                distances[input] = Math.Max(distance, distances.GetValueOrDefault(input));
                if (graph.Producer(input) is { } maker)
                {
                    reached.Add(maker);
                }
            }
        }

        return distances;
    }
}
