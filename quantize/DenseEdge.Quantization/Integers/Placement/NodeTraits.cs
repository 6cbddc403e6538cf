using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Integers.Placement;

/// <summary>What placement asks about a node.</summary>
internal static class NodeTraits
{
    // The operators that carry most of the work, and whose weights become integer.
    private static readonly string[] Weighted = ["Conv", "ConvTranspose", "Gemm", "MatMul"];

    /// <summary>The node's name, or its operator and first output if it has none.</summary>
    public static string NameOf(NodeProto node) => node.Name.Length > 0 ? node.Name : $"{node.OpType} -> {node.Output[0]}";

    /// <summary>Whether it is one of the operators that do most of the work.</summary>
    public static bool IsProduct(NodeProto node) => Weighted.Contains(node.OpType);

    /// <summary>Whether it is such an operator, and its weight and bias are constants.</summary>
    public static bool HasConstantWeight(OnnxGraph graph, NodeProto node)
        => IsProduct(node) && graph.Constant(node.Input[1]) is not null
            && (node.Input.Count < 3 || node.Input[2].Length == 0 || graph.Constant(node.Input[2]) is not null);

    /// <summary>The inputs that are activations.</summary>
    public static IReadOnlyList<string> Activations(OnnxGraph graph, NodeProto node)
        => [.. node.Input.Where(value => value.Length > 0 && graph.Constant(value) is null).Distinct()];

    /// <summary>An integer attribute.</summary>
    public static long Integer(NodeProto node, string name, long otherwise)
        => node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.I ?? otherwise;

    /// <summary>A string attribute.</summary>
    public static string Text(NodeProto node, string name, string otherwise)
        => node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.S.ToStringUtf8() ?? otherwise;

    /// <summary>The axis of a weight that runs over the output channels.</summary>
    public static int ChannelAxis(OnnxGraph graph, NodeProto node) => node.OpType switch
    {
        "Conv" => 0,
        "ConvTranspose" => 1,
        "Gemm" => Integer(node, "transB", 0) != 0 ? 0 : 1,
        _ => graph.Info(node.Input[1]).Dims.Count - 1,
    };
}
