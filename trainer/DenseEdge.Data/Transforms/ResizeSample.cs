using DenseEdge.Contracts;

namespace DenseEdge.Data.Transforms;

/// <summary>Fits a sample to a network's input, for evaluation: every side to a given length, whatever the
/// proportions.</summary>
/// <remarks>
/// The image is averaged over the area of each pixel where it gets smaller, and interpolated bilinearly where it gets
/// larger. Labels take the pixel at the centre. Depths keep their values, since this is another raster of the same
/// scene, not another distance to it. Boundaries are thin, so on downscaling a pixel is one if any pixel under it is.
/// </remarks>
public static class ResizeSample
{
    /// <summary>Resizes one sample.</summary>
    /// <param name="sample">The sample; stays as it is, and is given back if it has the size already.</param>
    /// <param name="height">The new height, in pixels, at least 1.</param>
    /// <param name="width">The new width, in pixels, at least 1.</param>
    /// <param name="boundaries">How boundaries get smaller.</param>
    public static DenseSample Apply(
        DenseSample sample, int height, int width, BoundaryDownscaling boundaries = BoundaryDownscaling.Max)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        Rgb24Image image = sample.Image;
        if (image.Height == height && image.Width == width)
        {
            return sample;
        }

        int[] rows = PixelIndex.ScaleCentered(image.Height, height);
        int[] columns = PixelIndex.ScaleCentered(image.Width, width);
        DenseSample resized = PixelGather.Sample(sample, AreaImage.Resize(image, height, width), rows, columns);
        bool smaller = height < image.Height || width < image.Width;
        return smaller && boundaries == BoundaryDownscaling.Max && sample.Boundaries is { } map
            ? resized with { Boundaries = MaxBoundaries(map, height, width) }
            : resized;
    }

    private static LabelMap MaxBoundaries(LabelMap map, int height, int width)
    {
        byte[] result = new byte[height * width];
        for (int y = 0; y < height; y++)
        {
            (int top, int bottom) = Covered(y, height, map.Height);
            for (int x = 0; x < width; x++)
            {
                (int left, int right) = Covered(x, width, map.Width);
                result[(y * width) + x] = MaxIn(map, top, bottom, left, right);
            }
        }

        return new LabelMap(height, width, result);
    }

    // The source pixels whose centres lie under the target pixel: each belongs to one target, so that lines do not
    // thicken. Where the side gets larger there may be none, and the nearest one stands in.
    private static (int First, int End) Covered(int target, int targetSize, int sourceSize)
    {
        int first = FirstCentre(target);
        int end = FirstCentre(target + 1);
        int nearest = (int)(((2L * target) + 1) * sourceSize / (2L * targetSize));
        return end > first ? (first, end) : (nearest, nearest + 1);

        // The smallest i with (i + 0.5) / sourceSize >= position / targetSize.
        int FirstCentre(int position) =>
            (int)(((2L * position * sourceSize) - targetSize + (2L * targetSize) - 1) / (2L * targetSize));
    }

    private static byte MaxIn(LabelMap map, int top, int bottom, int left, int right)
    {
        bool known = false;
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                byte label = map.Labels[(y * map.Width) + x];
                if (label != 0 && label != DenseSample.Ignore)
                {
                    return label;
                }

                known |= label == 0;
            }
        }

        return known ? (byte)0 : DenseSample.Ignore;
    }
}
