using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Rewrites;

/// <summary>
/// Convolves the levels of a feature pyramid at their own sizes instead of upsampled and joined. Exact: both steps are
/// linear, and the bias is added once.
/// </summary>
/// <remarks>
/// <para>A k x k convolution over a map X that was upsampled to V·X·Hᵀ, with rows weighted by V and columns by H, is the sum
/// over the taps (i, j) of S_i·V·(W_ij X)·Hᵀ·T_j, where W_ij X mixes channels at X's own size, and S_i and T_j shift by the
/// tap and put zeros outside the image. The sum over j is one product with the matrices Hᵀ·T_j below each other, the sum over
/// i and over all levels one product with the matrices S_i·V next to each other. For 1x1 kernels the products may be a
/// Resize instead.</para>
/// <para>Each level takes this form only where it is estimated to be faster than being upsampled first
/// (<see cref="EngineCosts"/>): for coarse levels, as a rule.</para>
/// </remarks>
/// <param name="costs">What operators cost on the engine that will run the graph.</param>
public sealed class UpsampledConvPass(EngineCosts costs) : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "convolve-before-upsampling";

    /// <inheritdoc/>
    public string Description => "Convolutions over joined, upsampled maps work at the maps' own sizes where that is faster.";

    /// <inheritdoc/>
    public int Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int changes = 0;
        foreach (NodeProto node in graph.Nodes.ToArray())
        {
            if (ConvLayer.Of(graph, node) is { KeepsSize: true } layer
                && graph.Producer(node.Input[0]) is { } concat
                && UpsampledLevel.Of(graph, concat) is { } levels)
            {
                IReadOnlyList<int> size = graph.Info(node.Output[0]).Dims;
                UpsampledFormChoice choice = new(costs, layer, size[2], size[3]);
                UpsampledForm[] forms = [.. levels.Select(choice.For)];
                if (Array.Exists(forms, form => form != UpsampledForm.Direct))
                {
                    new UpsampledConvWriter(graph, node, layer, size[2], size[3]).Replace(concat, levels, forms);
                    changes++;
                }
            }
        }

        graph.RemoveUnread();
        graph.Update();
        return changes;
    }
}
