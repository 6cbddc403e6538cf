namespace DenseEdge.Quantization.Comparison;

/// <summary>A layer: a compared tensor, the node that makes it, and what of its noise is its own.</summary>
/// <param name="Tensor">The difference of its result.</param>
/// <param name="OpType">Operator of the node that makes it in the first model.</param>
/// <param name="InputNoiseShare">The greatest noise share among the compared tensors that it is computed from; 0 for the first
/// layers.</param>
public sealed record LayerDifference(TensorDifference Tensor, string OpType, double InputNoiseShare)
{
    /// <summary>Noise of its result that its inputs don't explain, as a share of its result's power.</summary>
    /// <remarks>A layer passes signal and noise on alike, so that a share stays, and independent noise adds up in power. A layer
    /// that averages takes noise away; then this is 0.</remarks>
    public double OwnNoiseShare => Math.Max(0, Tensor.NoiseShare - InputNoiseShare);

    /// <summary>The same in decibels: the signal-to-noise ratio that the layer would have alone.</summary>
    public double OwnSqnrDb => Decibels.Of(OwnNoiseShare);
}
