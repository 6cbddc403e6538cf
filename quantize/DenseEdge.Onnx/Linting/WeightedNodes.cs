using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Linting;

/// <summary>Where the operators with weights lie: the first ones behind the inputs, the last ones before the
/// outputs.</summary>
internal sealed class WeightedNodes
{
    /// <summary>Looks through a graph in file order; in one that is out of order some nodes are missed, and another rule tells
    /// of it.</summary>
    public WeightedNodes(LintGraph graph)
    {
        HashSet<string> untouched = [.. graph.Inputs.Select(input => input.Name)];
        foreach (NodeProto node in graph.Nodes.Where(node => node.Input.Any(untouched.Contains)))
        {
            Pass(node, node.Output, untouched, First);
        }

        HashSet<string> final = [.. graph.Outputs.Select(output => output.Name)];
        foreach (NodeProto node in graph.Nodes.Reverse().Where(node => node.Output.Any(final.Contains)))
        {
            Pass(node, node.Input, final, Heads);
        }
    }

    /// <summary>Nodes that see an input of the model before any other weighted operator.</summary>
    public HashSet<NodeProto> First { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Nodes whose result reaches an output without another weighted operator.</summary>
    public HashSet<NodeProto> Heads { get; } = new(ReferenceEqualityComparer.Instance);

    public static bool IsWeighted(NodeProto node) => node.Is("Conv", "ConvTranspose", "Gemm", "MatMul");

    private static void Pass(NodeProto node, IEnumerable<string> onwards, HashSet<string> values, HashSet<NodeProto> found)
    {
        if (IsWeighted(node))
        {
            found.Add(node);
        }
        else
        {
            values.UnionWith(onwards);
        }
    }
}
