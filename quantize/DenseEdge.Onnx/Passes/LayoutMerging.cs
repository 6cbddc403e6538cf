using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Passes;

/// <summary>
/// Lets the second of two moves in a row read the input of the first: two Transposes are one, of two Reshapes (also
/// Flatten, Squeeze, Unsqueeze) only the last shape counts, and of two Casts the first can go when its type holds every
/// value exactly.
/// </summary>
public sealed class LayoutMerging : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "merge-layouts";

    /// <inheritdoc/>
    public string Description =>
        "Merges Transpose after Transpose, Reshape after Reshape, and Cast after a Cast that loses nothing.";

    /// <inheritdoc/>
    public int Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int changes = 0;
        foreach (NodeProto node in graph.Nodes.ToArray())
        {
            if (node.Input.Count > 0 && graph.Producer(node.Input[0]) is { } before && TryMerge(graph, before, node))
            {
                changes++;
            }
        }

        graph.UpdateAfter(changes);
        return changes;
    }

    private static bool TryMerge(OnnxGraph graph, NodeProto before, NodeProto node)
    {
        if (before.Is("Transpose") && node.Is("Transpose"))
        {
            return TryMergeTransposes(graph, before, node);
        }

        if (IsReshape(before) && IsReshape(node) && graph.FindInfo(node.Output[0]) is { } result && !result.Dims.Contains(0))
        {
            // (A stated size of 0 would copy the input's.)
            MergeReshapes(graph, before, node, result);
            return true;
        }

        if (before.Is("Cast") && node.Is("Cast") && graph.FindInfo(before.Input[0]) is { } source
            && graph.FindInfo(before.Output[0]) is { } middle && HoldsAll(source.ElementType, middle.ElementType))
        {
            graph.SetInput(node, 0, before.Input[0]);
            return true;
        }

        return false;
    }

    private static bool IsReshape(NodeProto node) => node.Is("Reshape", "Flatten", "Squeeze", "Unsqueeze");

    private static bool TryMergeTransposes(OnnxGraph graph, NodeProto before, NodeProto node)
    {
        if (Order(before) is not { } first || Order(node) is not { } second)
        {
            return false;
        }

        for (int i = 0; i < second.Ints.Count; i++)
        {
            second.Ints[i] = first.Ints[(int)second.Ints[i]];
        }

        graph.SetInput(node, 0, before.Input[0]);
        return true;
    }

    private static AttributeProto? Order(NodeProto node)
        => node.Attribute.FirstOrDefault(attribute => attribute.Name == "perm");

    private static void MergeReshapes(OnnxGraph graph, NodeProto before, NodeProto node, TensorInfo result)
    {
        string shape = graph.AddConstant($"{node.Output[0]}_shape", [.. result.Dims.Select(size => (long)size)], result.Rank);
        NodeProto merged = graph.Add("Reshape", [before.Input[0], shape], graph.UniqueName(node.Output[0]));
        graph.ReplaceUses(node.Output[0], merged.Output[0]);
        graph.Remove(node);
    }

    /// <summary>Whether a type holds every value of another exactly. Float32 holds integers of up to 24 bits, Float16 of up to
    /// 11.</summary>
    private static bool HoldsAll(GraphElementType from, GraphElementType to) => (from, to) switch
    {
        _ when from == to => true,
        (GraphElementType.Bool, _) => to is not GraphElementType.String,
        (GraphElementType.UInt8, _) => to is GraphElementType.UInt16 or GraphElementType.Int16 or GraphElementType.UInt32
            or GraphElementType.Int32 or GraphElementType.UInt64 or GraphElementType.Int64 or GraphElementType.Float16
            or GraphElementType.Float32 or GraphElementType.Float64,
        (GraphElementType.Int8, _) => to is GraphElementType.Int16 or GraphElementType.Int32 or GraphElementType.Int64
            or GraphElementType.Float16 or GraphElementType.Float32 or GraphElementType.Float64,
        (GraphElementType.UInt16, _) => to is GraphElementType.UInt32 or GraphElementType.Int32 or GraphElementType.UInt64
            or GraphElementType.Int64 or GraphElementType.Float32 or GraphElementType.Float64,
        (GraphElementType.Int16, _) => to is GraphElementType.Int32 or GraphElementType.Int64 or GraphElementType.Float32
            or GraphElementType.Float64,
        (GraphElementType.Int32, _) => to is GraphElementType.Int64 or GraphElementType.Float64,
        (GraphElementType.UInt32, _) => to is GraphElementType.Int64 or GraphElementType.UInt64 or GraphElementType.Float64,
        (GraphElementType.Float16 or GraphElementType.BFloat16, _) => to is GraphElementType.Float32 or GraphElementType.Float64,
        (GraphElementType.Float32, _) => to is GraphElementType.Float64,
        _ => false,
    };
}
