using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Operators;

/// <summary>Compares the element types that operators work on with those that a profile lists.</summary>
internal static class OperatorTypes
{
    /// <summary>Finds operators that the target has, but not for the type that they work on.</summary>
    /// <remarks>Nodes of constants are left out, for engines fold them; so are Q/DQ nodes, which have rules of their own, and
    /// types in which an input of the model was refused already.</remarks>
    public static IEnumerable<(NodeProto Node, GraphElementType Type, IReadOnlyList<GraphElementType> Accepted)> Mismatches(
        LintGraph graph, TargetProfile target)
    {
        HashSet<GraphElementType> refused = [.. graph.Inputs.Select(input => graph.Type(input.Name))];
        refused.ExceptWith(target.InputTypes);
        foreach (NodeProto node in graph.Nodes.Where(node => IsJudged(graph, node)))
        {
            GraphElementType type = graph.Type(node.In(DataInput(node)));
            if (target.Operators.TryGetValue(node.OpType, out IReadOnlyList<GraphElementType>? accepted)
                && type != GraphElementType.Undefined
                && !accepted.Contains(Narrowed(type, target))
                && !refused.Contains(type))
            {
                yield return (node, type, accepted);
            }
        }
    }

    private static bool IsJudged(LintGraph graph, NodeProto node)
        => node.IsStandard()
            && !QuantizationEdges.IsQuantizer(node) && !QuantizationEdges.IsDequantizer(node)
            && node.Input.Any(input => input.Length > 0 && !graph.IsFolded(input));

    /// <summary>The input whose type the lists are about: not a condition, and not indices.</summary>
    private static int DataInput(NodeProto node) => node.OpType switch
    {
        "Where" => 1,
        "OneHot" => 2,
        _ => 0,
    };

    private static GraphElementType Narrowed(GraphElementType type, TargetProfile target)
        => type == GraphElementType.Int64 && target.WideIntegers == WideIntegerSupport.Clamped
            ? GraphElementType.Int32
            : type;
}
