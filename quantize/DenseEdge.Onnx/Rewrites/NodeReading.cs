using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Rewrites;

/// <summary>Reads and makes what rewrites need of nodes.</summary>
internal static class NodeReading
{
    /// <summary>Reads an integer attribute.</summary>
    public static int Integer(this NodeProto node, string name, int otherwise)
        => Find(node, name) is { } attribute ? checked((int)attribute.I) : otherwise;

    /// <summary>Reads a text attribute.</summary>
    public static string Text(this NodeProto node, string name, string otherwise)
        => Find(node, name) is { } attribute ? attribute.S.ToStringUtf8() : otherwise;

    /// <summary>Reads a list attribute; null if the node hasn't got it.</summary>
    public static int[]? Integers(this NodeProto node, string name)
        => Find(node, name) is { } attribute ? [.. attribute.Ints.Select(value => checked((int)value))] : null;

    /// <summary>Gets the name of an input; null if it was left out.</summary>
    public static string? InputAt(this NodeProto node, int index)
        => node.Input.Count > index && node.Input[index].Length > 0 ? node.Input[index] : null;

    /// <summary>Whether exactly one node reads a value once, and no caller of the graph does.</summary>
    public static bool HasOneReader(this OnnxGraph graph, string value)
        => !graph.IsOutput(value)
            && graph.Consumers(value) is [NodeProto reader] && reader.Input.Count(input => input == value) == 1;

    /// <summary>Makes an integer attribute.</summary>
    public static AttributeProto Attribute(string name, int value)
        => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    /// <summary>Makes a list attribute.</summary>
    public static AttributeProto Attribute(string name, params ReadOnlySpan<int> values)
    {
        AttributeProto attribute = new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        foreach (int value in values)
        {
            attribute.Ints.Add(value);
        }

        return attribute;
    }

    private static AttributeProto? Find(NodeProto node, string name)
        => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);
}
