using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Rewrites;

/// <summary>Writes Softplus, ln(1 + exp(x)), as max(x, 0) + ln(1 + exp(−|x|)), which cannot overflow.</summary>
/// <remarks>ONNX Runtime's CPU engine computes Softplus element by element and these operators in vectors.</remarks>
public sealed class SoftplusPass : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "expand-softplus";

    /// <inheritdoc/>
    public string Description => "Softplus is written with operators that the engine runs in vectors.";

    /// <inheritdoc/>
    public int Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        NodeProto[] nodes =
        [
            .. graph.Nodes.Where(node => node.OpType == "Softplus"
                && graph.FindInfo(node.Input[0]) is { ElementType: GraphElementType.Float32 }),
        ];
        foreach (NodeProto node in nodes)
        {
            string stem = $"{node.Output[0]}/softplus";
            string negative = graph.Emit(stem, "Neg", [graph.Emit(stem, "Abs", [node.Input[0]])]);
            string small = graph.Emit(stem, "Exp", [negative]);
            string logarithm = graph.Emit(stem, "Log", [graph.Add(stem, small, graph.AddConstant($"{stem}/one", [1f]))]);
            string positive = graph.Emit(stem, "Relu", [node.Input[0]]);
            graph.ReplaceUses(node.Output[0], graph.Add(stem, positive, logarithm));
        }

        graph.RemoveUnread();
        graph.Update();
        return nodes.Length;
    }
}
