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
        return Weighted(logits, labels, FixedWeights(positiveWeight, logits.device)).MoveToOuterDisposeScope();
    }

    /// <summary>Cross entropy with the batch's own share of negative pixels as the weight of the positive ones.</summary>
    /// <param name="logits">[N, 2, H, W]: negative, positive.</param>
    /// <param name="labels">[N, H, W] int64: 0, 1 or 255.</param>
    /// <returns>A scalar, divided by the number of pixels, not by the sum of their weights; 0 if no pixel counts.</returns>
    public static Tensor BatchBalance(Tensor logits, Tensor labels)
    {
        using DisposeScope scope = NewDisposeScope();
        return Weighted(logits, labels, BatchWeights(labels)).MoveToOuterDisposeScope();
    }

    /// <summary>The weighted cross entropy of every pixel: what the losses above sum up.</summary>
    /// <param name="logits">[N, L, H, W].</param>
    /// <param name="labels">[N, H, W] int64, 0 to L - 1, or 255 for a pixel that does not count.</param>
    /// <param name="weights">[L], how much a pixel of each class counts; null for 1 each.</param>
    /// <returns>[N, H, W]; 0 where the pixel does not count.</returns>
    public static Tensor PerPixel(Tensor logits, Tensor labels, Tensor? weights = null) => nn.functional.cross_entropy(
        logits, labels, weight: weights, ignore_index: LabelBatch.Ignore, reduction: nn.Reduction.None);

    /// <summary>The class weights of <see cref="FixedBalance"/>.</summary>
    /// <param name="positiveWeight">Weight of label 1, from 0 to 1.</param>
    /// <param name="device">Where the weights are wanted.</param>
    /// <returns>[2]: negative, positive.</returns>
    public static Tensor FixedWeights(double positiveWeight, Device device)
        => tensor([(float)(1 - positiveWeight), (float)positiveWeight], device: device);

    /// <summary>The class weights of <see cref="BatchBalance"/>.</summary>
    /// <param name="labels">[N, H, W] int64: 0, 1 or 255.</param>
    /// <returns>[2]: negative, positive.</returns>
    public static Tensor BatchWeights(Tensor labels)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor positiveWeight = ValidPixels.NegativeShare(labels);
        return stack([1 - positiveWeight, positiveWeight], 0).MoveToOuterDisposeScope();
    }

    private static Tensor Weighted(Tensor logits, Tensor labels, Tensor? weights)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = nn.functional.cross_entropy(
            logits, labels, weight: weights, ignore_index: LabelBatch.Ignore, reduction: nn.Reduction.Sum);
        return (sum / ValidPixels.Count(ValidPixels.OfClasses(labels))).MoveToOuterDisposeScope();
    }
}
