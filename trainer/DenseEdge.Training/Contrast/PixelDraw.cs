namespace DenseEdge.Training.Contrast;

/// <summary>Pixels drawn from a batch, image by image.</summary>
/// <param name="Pixels">The pixels, counted through the whole batch.</param>
/// <param name="ImageStarts">Where in <paramref name="Pixels"/> each image begins, and behind the last where it ends.</param>
internal sealed record PixelDraw(long[] Pixels, int[] ImageStarts)
{
    /// <summary>How many pixels.</summary>
    public int Count => Pixels.Length;

    /// <summary>Images in the batch.</summary>
    public int Images => ImageStarts.Length - 1;

    /// <summary>Pixels of one image.</summary>
    public ReadOnlySpan<long> Of(int image) => Pixels.AsSpan(ImageStarts[image]..ImageStarts[image + 1]);
}
