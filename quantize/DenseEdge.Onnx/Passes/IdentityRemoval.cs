using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Graphs.Inference;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Passes;

/// <summary>Removes nodes that hand on their input as it is.</summary>
public sealed class IdentityRemoval : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "remove-identities";

    /// <inheritdoc/>
    public string Description =>
        "Removes nodes that hand on their input: Identity, Dropout, and moves, casts, sums and products that change nothing.";

    /// <inheritdoc/>
    public int Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int changes = 0;
        foreach (NodeProto node in graph.Nodes.ToArray())
        {
            changes += PassedOn(graph, node) is { } value && graph.TryBypass(node, value) ? 1 : 0;
        }

        graph.UpdateAfter(changes);
        return changes;
    }

    /// <summary>Gets the value that a node hands on; null when it computes something.</summary>
    private static string? PassedOn(OnnxGraph graph, NodeProto node)
    {
        if (node.Domain is not ("" or "ai.onnx") || node.Input.Count == 0
            || node.Output.Skip(1).Any(output => graph.Consumers(output).Count > 0 || graph.IsOutput(output)))
        {
            return null;
        }

        return node.OpType switch
        {
            "Identity" => node.Input[0],
            "Dropout" => IsTraining(graph, node) ? null : node.Input[0],
            "Concat" or "Sum" or "Max" or "Min" or "Mean" => node.Input.Count == 1 ? node.Input[0] : null,
            "Transpose" => IsOrdered(node) ? node.Input[0] : null,
            "Add" => Neutral(graph, node, 0, 0) ?? Neutral(graph, node, 1, 0),
            "Mul" => Neutral(graph, node, 0, 1) ?? Neutral(graph, node, 1, 1),
            "Sub" => Neutral(graph, node, 0, 0),
            "Div" => Neutral(graph, node, 0, 1),
            "Resize" => IsCrop(node) ? null : Unchanged(graph, node),

            // With static shapes these move nothing exactly when the shape (for Cast the type) stays.
            "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" or "Expand" or "Tile" or "Cast" => Unchanged(graph, node),
            "Split" => node.Output.Count == 1 ? node.Input[0] : null,
            "Slice" => IsWhole(graph, node) ? node.Input[0] : null,
            "Pad" => IsEmpty(graph, node) ? node.Input[0] : null,
            _ => null,
        };
    }

    private static string? Unchanged(OnnxGraph graph, NodeProto node)
        => graph.FindInfo(node.Output[0]) is { } result && result.Equals(graph.FindInfo(node.Input[0])) ? node.Input[0] : null;

    private static bool IsOrdered(NodeProto node)
        => node.Attribute.FirstOrDefault(attribute => attribute.Name == "perm") is { } order
            && order.Ints.Select((axis, i) => axis == i).All(same => same);

    /// <summary>A crop of the same size can still lie elsewhere.</summary>
    private static bool IsCrop(NodeProto node)
        => node.Attribute.Any(attribute => attribute.S.ToStringUtf8() == "tf_crop_and_resize");

    private static bool IsTraining(OnnxGraph graph, NodeProto node)
        => node.Input.Count > 2 && node.Input[2].Length > 0 && graph.Value(node.Input[2])?.Integers is not [0];

    /// <summary>A step of −1 keeps the size too, but turns the order round.</summary>
    private static bool IsWhole(OnnxGraph graph, NodeProto node)
        => graph.View(node) is { } view && LayoutShapes.SliceRanges(view) is { } ranges
            && ranges.Zip(view.Input(0).Dims).All(pair => pair.First == (0, 1, pair.Second));

    private static bool IsEmpty(OnnxGraph graph, NodeProto node)
        => graph.View(node) is { } view && LayoutShapes.Pads(view) is { } pads
            && pads.All(pad => pad is (0, 0));

    /// <summary>Gets one input when the other is a constant that changes nothing, also not the shape.</summary>
    private static string? Neutral(OnnxGraph graph, NodeProto node, int kept, double neutral)
    {
        bool changesNothing = node.Input.Count == 2
            && graph.FindInfo(node.Output[0]) is { } result && result.Equals(graph.FindInfo(node.Input[kept]))
            && graph.Value(node.Input[1 - kept]) is { } constant && Array.TrueForAll(constant.Reals, value => value == neutral);
        return changesNothing ? node.Input[kept] : null;
    }
}
