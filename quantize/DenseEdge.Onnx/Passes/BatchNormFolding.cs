using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Passes;

/// <summary>
/// Folds batch normalisation into the layer before it. With running mean μ and variance σ²,
/// y = γ·(x − μ)/√(σ² + ε) + β is a scale s = γ/√(σ² + ε) and a shift β − s·μ per channel.
/// </summary>
/// <remarks>Ioffe and Szegedy, "Batch Normalization", ICML 2015, section 3.1. Computed in 64 bits: variances near 0 make s
/// large.</remarks>
public sealed class BatchNormFolding : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "fold-batch-norm";

    /// <inheritdoc/>
    public string Description => "Folds batch normalisation into the Conv, ConvTranspose or Gemm before it.";

    /// <inheritdoc/>
    public int Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int changes = 0;
        foreach (NodeProto node in graph.Nodes.Where(IsInference).ToArray())
        {
            if (LinearLayer.Before(graph, node.Input[0], node) is { } layer
                && Coefficients(graph, node, layer.Channels) is { } affine
                && layer.TryTransform(affine.Scale, affine.Shift)
                && graph.TryBypass(node, node.Input[0]))
            {
                changes++;
            }
        }

        graph.UpdateAfter(changes);
        return changes;
    }

    /// <summary>A node that is trained further has more results or says so.</summary>
    private static bool IsInference(NodeProto node)
        => node.Is("BatchNormalization") && node.Output.Count(output => output.Length > 0) == 1
            && node.Integer("training_mode", 0) == 0;

    private static (double[] Scale, double[] Shift)? Coefficients(OnnxGraph graph, NodeProto node, int channels)
    {
        double[]?[] inputs = [.. node.Input.Skip(1).Select(input => graph.Value(input)?.Reals)];
        if (inputs is not [{ } gamma, { } beta, { } mean, { } variance] || inputs.Any(values => values!.Length != channels))
        {
            return null;
        }

        double epsilon = node.Number("epsilon", 1e-5f);
        double[] scale = new double[channels], shift = new double[channels];
        for (int c = 0; c < channels; c++)
        {
            scale[c] = gamma[c] / Math.Sqrt(variance[c] + epsilon);
            shift[c] = beta[c] - (scale[c] * mean[c]);
        }

        return (scale, shift);
    }
}
