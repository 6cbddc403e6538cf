using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Passes;

/// <summary>Folds a constant that multiplies, divides or is added to every channel into the layer before it.</summary>
public sealed class ChannelAffineFolding : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "fold-channel-affine";

    /// <inheritdoc/>
    public string Description =>
        "Folds constants per channel (Mul, Div, Add, Sub) into the Conv, ConvTranspose or Gemm before them.";

    /// <inheritdoc/>
    public int Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int changes = 0;
        IEnumerable<NodeProto> candidates = graph.Nodes
            .Where(node => node.Is("Mul", "Div", "Add", "Sub") && node.Input.Count == 2);
        foreach (NodeProto node in candidates.ToArray())
        {
            changes += TryFold(graph, node, 0) || TryFold(graph, node, 1) ? 1 : 0;
        }

        graph.UpdateAfter(changes);
        return changes;
    }

    /// <param name="graph">The graph.</param>
    /// <param name="node">The node that combines.</param>
    /// <param name="index">Which of its inputs is the layer's result; the other is the constant.</param>
    private static bool TryFold(OnnxGraph graph, NodeProto node, int index)
    {
        string value = node.Input[index];
        if (graph.FindInfo(value) is not { } info || !info.Equals(graph.FindInfo(node.Output[0]))
            || LinearLayer.Before(graph, value, node) is not { } layer
            || graph.Value(node.Input[1 - index]) is not { IsReal: true } constant
            || ChannelConstant.Spread(constant, info.Rank, layer.Channels, axis: 1) is not { } values
            || Coefficients(node.OpType, index, values) is not { } affine)
        {
            return false;
        }

        return layer.TryTransform(affine.Scale, affine.Shift) && graph.TryBypass(node, value);
    }

    private static (double[] Scale, double[] Shift)? Coefficients(string operation, int index, double[] values)
    {
        double[] ones = [.. values.Select(_ => 1.0)], zeros = new double[values.Length];
        return (operation, index) switch
        {
            ("Mul", _) => (values, zeros),
            ("Add", _) => (ones, values),
            ("Sub", 0) => (ones, [.. values.Select(value => -value)]),
            ("Sub", _) => ([.. values.Select(_ => -1.0)], values),
            ("Div", 0) when !values.Contains(0) => ([.. values.Select(value => 1 / value)], zeros),
            _ => null,
        };
    }
}
