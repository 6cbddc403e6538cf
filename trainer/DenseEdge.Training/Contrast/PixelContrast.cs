using static TorchSharp.torch;

namespace DenseEdge.Training.Contrast;

/// <summary>A loss on the projected features of drawn pixels.</summary>
internal abstract class PixelContrast
{
    /// <summary>Computes the loss of one pair of tasks.</summary>
    /// <param name="pair">The pair.</param>
    /// <returns>A scalar with gradient; null if the batch has no pixels to compare, which counts as 0.</returns>
    public abstract Tensor? Loss(PairContrast pair);
}
