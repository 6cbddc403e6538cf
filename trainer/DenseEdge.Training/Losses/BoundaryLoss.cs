using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Losses;

/// <summary>Binary cross entropy on one logit, with a weight for boundary pixels.</summary>
internal static class BoundaryLoss
{
    /// <summary>
    /// The mean over the pixels that count of ω·softplus(-x) on a boundary and (1 - ω)·softplus(x) elsewhere.
    /// </summary>
    /// <param name="logits">[N, 1, H, W].</param>
    /// <param name="labels">[N, H, W] int64: 0, 1 or 255.</param>
    /// <param name="positiveWeight">ω, from 0 to 1.</param>
    /// <returns>A scalar; 0 if no pixel counts.</returns>
    public static Tensor Compute(Tensor logits, Tensor labels, double positiveWeight)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor positive = labels.eq(1).to_type(ScalarType.Float32);                         // [N, H, W]
        Tensor negative = labels.eq(0).to_type(ScalarType.Float32).mul_(1 - positiveWeight);
        Tensor x = logits.squeeze(1);                                                       // [N, H, W]

        // softplus(x) = softplus(-x) + x: one softplus serves both cases.
        Tensor softplus = nn.functional.softplus(x.neg());
        Tensor sum = softplus.mul(positive.mul_(positiveWeight).add_(negative)).sum() + x.mul(negative).sum();
        return (sum / ValidPixels.Count(ValidPixels.OfClasses(labels))).MoveToOuterDisposeScope();
    }

    /// <summary>The same with the batch's own share of negative pixels as ω.</summary>
    /// <remarks>Xie and Tu, "Holistically-Nested Edge Detection", ICCV 2015, as the code of ATRC offers it.</remarks>
    /// <param name="logits">[N, 1, H, W].</param>
    /// <param name="labels">[N, H, W] int64: 0, 1 or 255.</param>
    /// <returns>A scalar; 0 if no pixel counts.</returns>
    public static Tensor ComputeBalanced(Tensor logits, Tensor labels)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = PerPixel(logits, labels, ValidPixels.NegativeShare(labels)).sum();
        return (sum / ValidPixels.Count(ValidPixels.OfClasses(labels))).MoveToOuterDisposeScope();
    }

    /// <summary>The weighted cross entropy of every pixel: what the losses above sum up.</summary>
    /// <param name="logits">[N, 1, H, W].</param>
    /// <param name="labels">[N, H, W] int64: 0, 1 or 255.</param>
    /// <param name="positiveWeight">ω, a scalar from 0 to 1.</param>
    /// <returns>[N, H, W]; 0 where the pixel does not count.</returns>
    public static Tensor PerPixel(Tensor logits, Tensor labels, Tensor positiveWeight)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = logits.squeeze(1);
        Tensor onBoundary = nn.functional.softplus(x.neg()) * positiveWeight;
        Tensor elsewhere = nn.functional.softplus(x) * (1 - positiveWeight);
        return (labels.eq(1).to_type(ScalarType.Float32) * onBoundary
            + labels.eq(0).to_type(ScalarType.Float32) * elsewhere).MoveToOuterDisposeScope();
    }
}
