using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Passes;

/// <summary>Steps that several passes take.</summary>
internal static class GraphEdits
{
    /// <summary>Sorts the graph and infers its shapes again, unless nothing changed.</summary>
    public static void UpdateAfter(this OnnxGraph graph, int changes)
    {
        if (changes > 0)
        {
            graph.Update();
        }
    }

    /// <summary>Takes a node out whose result equals a value that exists.</summary>
    /// <returns>False when an output would lose its name.</returns>
    public static bool TryBypass(this OnnxGraph graph, NodeProto node, string value)
    {
        if (!graph.CanReplace(node.Output[0], value))
        {
            return false;
        }

        graph.ReplaceUses(node.Output[0], value);
        graph.Remove(node);
        return true;
    }

    /// <summary>Whether nothing but one node reads a value.</summary>
    public static bool IsReadOnlyBy(this OnnxGraph graph, string value, NodeProto reader)
        => !graph.IsOutput(value) && graph.Consumers(value) is [{ } only] && ReferenceEquals(only, reader);

    /// <summary>Whether a node is a standard operator of a name.</summary>
    public static bool Is(this NodeProto node, params ReadOnlySpan<string> operations)
        => node.Domain is "" or "ai.onnx" && operations.Contains(node.OpType);

    /// <summary>Gets an attribute that is an integer.</summary>
    public static long Integer(this NodeProto node, string attribute, long otherwise)
        => node.Attribute.FirstOrDefault(candidate => candidate.Name == attribute)?.I ?? otherwise;

    /// <summary>Gets an attribute that is a number.</summary>
    public static float Number(this NodeProto node, string attribute, float otherwise)
        => node.Attribute.FirstOrDefault(candidate => candidate.Name == attribute)?.F ?? otherwise;
}
