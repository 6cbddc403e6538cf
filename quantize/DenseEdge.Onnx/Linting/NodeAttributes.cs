using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Linting;

/// <summary>Attributes of a node, with the defaults that ONNX gives them. An attribute of another kind than expected reads
/// as its empty value.</summary>
internal static class NodeAttributes
{
    public static bool Has(this NodeProto node, string name) => Find(node, name) is not null;

    public static long Integer(this NodeProto node, string name, long otherwise) => Find(node, name)?.I ?? otherwise;

    public static string Text(this NodeProto node, string name, string otherwise)
        => Find(node, name)?.S.ToStringUtf8() ?? otherwise;

    public static IReadOnlyList<long> Integers(this NodeProto node, string name)
        => Find(node, name) is { } attribute ? attribute.Ints : [];

    /// <summary>Gets the name of an input; empty if the node does not have it.</summary>
    public static string In(this NodeProto node, int index) => index < node.Input.Count ? node.Input[index] : "";

    /// <summary>Gets the name of a result; empty if the node does not have it.</summary>
    public static string Out(this NodeProto node, int index = 0) => index < node.Output.Count ? node.Output[index] : "";

    /// <summary>Whether the node is one of the standard operators named.</summary>
    public static bool Is(this NodeProto node, params ReadOnlySpan<string> operations)
        => IsStandard(node) && operations.Contains(node.OpType);

    public static bool IsStandard(this NodeProto node) => node.Domain is "" or "ai.onnx";

    private static AttributeProto? Find(NodeProto node, string name)
        => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);
}
