using System.Text;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using Google.Protobuf;

namespace DenseEdge.Onnx.Passes;

/// <summary>
/// Computes once what several nodes compute alike: the same operator and attributes on the same values. Quantisation nodes
/// stay as they were placed, and nodes that draw random numbers are never alike.
/// </summary>
public sealed class EqualNodeMerging : IGraphPass
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "QuantizeLinear", "DequantizeLinear", "Dropout", "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike",
        "Bernoulli", "Multinomial",
    };

    /// <inheritdoc/>
    public string Name => "merge-equal-nodes";

    /// <inheritdoc/>
    public string Description => "Computes once what several nodes compute alike.";

    /// <inheritdoc/>
    public int Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int changes = 0;
        Dictionary<string, NodeProto> known = new(StringComparer.Ordinal);
        foreach (NodeProto node in graph.Nodes.Where(node => !Kept.Contains(node.OpType)).ToArray())
        {
            if (!known.TryAdd(Key(node), node) && TryReplace(graph, node, known[Key(node)]))
            {
                changes++;
            }
        }

        graph.UpdateAfter(changes);
        return changes;
    }

    private static bool TryReplace(OnnxGraph graph, NodeProto node, NodeProto known)
    {
        if (node.Output.Count != known.Output.Count
            || !node.Output.Zip(known.Output).All(pair => CanReplace(graph, pair.First, pair.Second)))
        {
            return false;
        }

        for (int i = 0; i < node.Output.Count; i++)
        {
            if (node.Output[i].Length > 0)
            {
                graph.ReplaceUses(node.Output[i], known.Output[i]);
            }
        }

        graph.Remove(node);
        return true;
    }

    private static bool CanReplace(OnnxGraph graph, string from, string to)
        => from.Length == 0 || (to.Length > 0 && graph.CanReplace(from, to));

    private static string Key(NodeProto node)
    {
        StringBuilder key = new($"{node.Domain}.{node.OpType}({string.Join('\n', node.Input)})");
        foreach (AttributeProto attribute in node.Attribute.OrderBy(attribute => attribute.Name, StringComparer.Ordinal))
        {
            key.Append(Convert.ToBase64String(attribute.ToByteArray())).Append(',');
        }

        return key.ToString();
    }
}
