using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Attention;

/// <summary>
/// Turns auxiliary predictions into maps that say where each label is: a softmax over positions, not over labels.
/// </summary>
/// <remarks>
/// ATRC (ICCV 2021). The reference implementation finds pixels outside the picture by the value 255 in its image, which its
/// own padding never produces; here the caller passes a mask.
/// </remarks>
internal static class SpatialNormalization
{
    private const int IgnoredValue = 255;

    /// <summary>Normalises each channel over all positions.</summary>
    /// <param name="logits">[N, L, h, w].</param>
    /// <param name="validPixels">
    /// Bool [N, H, W], true inside the picture, resized to h x w by the nearest pixel; null if all pixels are.
    /// </param>
    /// <returns>[N, L, h·w]; each row sums to 1, or is 0 if the sample has no valid pixel.</returns>
    public static Tensor Normalize(Tensor logits, Tensor? validPixels = null)
    {
        using DisposeScope scope = NewDisposeScope();
        if (validPixels is null)
        {
            return logits.flatten(2).softmax(2).MoveToOuterDisposeScope();
        }

        Tensor outside = PositionsOutside(validPixels, logits.shape[2], logits.shape[3])
            .flatten(1).unsqueeze(1);                                           // [N, 1, hw]
        Tensor maps = logits.flatten(2).masked_fill(outside, double.NegativeInfinity).softmax(2);

        // A sample without valid pixels has only -inf, whose softmax is NaN.
        Tensor nothing = outside.all(2, keepdim: true);                         // [N, 1, 1]
        return maps.masked_fill(nothing, 0.0).MoveToOuterDisposeScope();
    }

    /// <summary>Finds the pixels that the reference implementation ignores: any channel of its input is exactly 255.</summary>
    /// <param name="image">[N, 3, H, W], as the network gets it.</param>
    /// <returns>Bool [N, H, W], true where no channel is 255.</returns>
    public static Tensor PixelsInside(Tensor image)
    {
        using DisposeScope scope = NewDisposeScope();
        return image.eq(IgnoredValue).any(1).logical_not().MoveToOuterDisposeScope();
    }

    /// <summary>Finds which positions of a smaller map lie outside the picture.</summary>
    /// <param name="validPixels">Bool [N, H, W], true inside the picture.</param>
    /// <param name="height">Height of the map (h).</param>
    /// <param name="width">Width of the map (w).</param>
    /// <returns>Bool [N, h, w], true outside; each position asks the pixel at floor(index · H / h).</returns>
    public static Tensor PositionsOutside(Tensor validPixels, long height, long width)
    {
        using DisposeScope scope = NewDisposeScope();
        return ResizeNearest(validPixels, height, width).logical_not().MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Sets logits outside the picture to negative infinity, as the reference implementation does in place to the logits
    /// that its auxiliary losses read afterwards.
    /// </summary>
    /// <param name="logits">[N, L, h, w].</param>
    /// <param name="validPixels">Bool [N, H, W], true inside the picture.</param>
    /// <returns>[N, L, h, w], a new tensor.</returns>
    public static Tensor Masked(Tensor logits, Tensor validPixels)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor outside = PositionsOutside(validPixels, logits.shape[2], logits.shape[3]).unsqueeze(1);
        return logits.masked_fill(outside, double.NegativeInfinity).MoveToOuterDisposeScope();
    }

    /// <summary>Picks, for each output pixel, the input pixel at floor(index · in / out).</summary>
    private static Tensor ResizeNearest(Tensor mask, long height, long width)
    {
        Tensor rows = tensor(NearestIndices(mask.shape[1], height), device: mask.device);
        Tensor columns = tensor(NearestIndices(mask.shape[2], width), device: mask.device);
        return mask.index_select(1, rows).index_select(2, columns);
    }

    private static long[] NearestIndices(long given, long wanted)
    {
        long[] indices = new long[wanted];
        for (long i = 0; i < wanted; i++)
        {
            indices[i] = i * given / wanted;
        }

        return indices;
    }
}
