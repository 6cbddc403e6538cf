namespace DenseEdge.Data.Transforms;

/// <summary>Surrounds a sample that is too small; it stays in the centre, and an odd pixel goes to the right or
/// below.</summary>
/// <remarks>
/// New pixels are unknown: 255 in class, boundary and saliency labels, 0 in depths, (0, 0, 0) in normals. The image is
/// still raw bytes here, since the network normalises by itself, so the caller names a colour that the network takes
/// for nothing.
/// </remarks>
public static class PadSample
{
    /// <summary>Pads one sample.</summary>
    /// <param name="sample">The sample; stays as it is.</param>
    /// <param name="minHeight">The height of the result unless the sample is higher, in pixels.</param>
    /// <param name="minWidth">The width of the result unless the sample is wider, in pixels.</param>
    /// <param name="color">The colour around the image, such as <see cref="PadColor.ImageNetMean"/>.</param>
    public static DenseSample Apply(DenseSample sample, int minHeight, int minWidth, PadColor color)
    {
        ArgumentNullException.ThrowIfNull(sample);
        int[] rows = PixelIndex.Pad(PixelIndex.Window(0, sample.Image.Height), minHeight);
        int[] columns = PixelIndex.Pad(PixelIndex.Window(0, sample.Image.Width), minWidth);
        return PixelGather.Sample(sample, PixelGather.Image(sample.Image, rows, columns, color), rows, columns);
    }
}
