using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Losses;

/// <summary>Cross entropy per pixel, summed over the batch and divided by the number of pixels that count.</summary>
internal static class ClassLoss
{
    /// <summary>Plain cross entropy.</summary>
    /// <param name="logits">[N, L, H, W].</param>
    /// <param name="labels">[N, H, W] int64, 0 to L - 1, or 255 for a pixel that does not count.</param>
    /// <param name="weights">[L], how much a pixel of each class counts; null for 1 each.</param>
    /// <returns>A scalar, divided by the number of pixels, not by the sum of their weights; 0 if no pixel counts.</returns>
    public static Tensor Plain(Tensor logits, Tensor labels, Tensor? weights = null) => Weighted(logits, labels, weights);

    /// <summary>Cross entropy with a fixed weight for positive pixels and one less it for negative ones.</summary>
    /// <param name="logits">[N, 2, H, W]: negative, positive.</param>
    /// <param name="labels">[N, H, W] int64: 0, 1 or 255.</param>
    /// <param name="positiveWeight">Weight of label 1, from 0 to 1.</param>
    /// <returns>A scalar, divided by the number of pixels, not by the sum of their weights; 0 if no pixel counts.</returns>
    public static Tensor FixedBalance(Tensor logits, Tensor labels, double positiveWeight)
    {
        using DisposeScope scope = NewDisposeScope();
        float[] balance = [(float)(1 - positiveWeight), (float)positiveWeight];
        Tensor weights = tensor(balance, device: logits.device);
        return Weighted(logits, labels, weights).MoveToOuterDisposeScope();
    }

    /// <summary>Cross entropy with the batch's own share of negative pixels as the weight of the positive ones.</summary>
    /// <param name="logits">[N, 2, H, W]: negative, positive.</param>
    /// <param name="labels">[N, H, W] int64: 0, 1 or 255.</param>
    /// <returns>A scalar, divided by the number of pixels, not by the sum of their weights; 0 if no pixel counts.</returns>
    public static Tensor BatchBalance(Tensor logits, Tensor labels)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor negatives = labels.eq(0).sum().to_type(ScalarType.Float32);
        Tensor positiveWeight = negatives / ValidPixels.Count(ValidPixels.OfClasses(labels));
        Tensor weights = stack([1 - positiveWeight, positiveWeight], 0);
        return Weighted(logits, labels, weights).MoveToOuterDisposeScope();
    }

    private static Tensor Weighted(Tensor logits, Tensor labels, Tensor? weights)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = nn.functional.cross_entropy(
            logits, labels, weight: weights, ignore_index: LabelBatch.Ignore, reduction: nn.Reduction.Sum);
        return (sum / ValidPixels.Count(ValidPixels.OfClasses(labels))).MoveToOuterDisposeScope();
    }
}
