using DenseEdge.Contracts;

namespace DenseEdge.Data.Transforms;

/// <summary>Makes everything in a sample larger or smaller, as a camera that moves nearer or farther away
/// would.</summary>
/// <remarks>
/// The image is scaled bilinearly about pixel centres without antialiasing and loses its decimals; labels take the
/// nearest pixel, floor(target / f). Depths are divided by the factor, since what looks twice as large is half as far
/// away; normals stay. A factor of 1 gives the sample back. As the reference implementation of ATRC (ICCV 2021) scales.
/// </remarks>
public static class ScaleSample
{
    /// <summary>Gets the size of a scaled sample: trunc(size × factor), at least 1.</summary>
    /// <param name="size">Pixels.</param>
    /// <param name="factor">The factor, above 0.</param>
    public static int ScaledSize(int size, double factor) => Math.Max((int)(size * factor), 1);

    /// <summary>Scales one sample.</summary>
    /// <param name="sample">The sample; stays as it is.</param>
    /// <param name="factor">The factor, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is 0 or less.</exception>
    public static DenseSample Apply(DenseSample sample, double factor)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        if (factor == 1)
        {
            return sample;
        }

        Rgb24Image image = sample.Image;
        int height = ScaledSize(image.Height, factor);
        int width = ScaledSize(image.Width, factor);
        BilinearTaps rows = BilinearTaps.At(image.Height, height, PixelIndex.Window(0, height));
        BilinearTaps columns = BilinearTaps.At(image.Width, width, PixelIndex.Window(0, width));
        return PixelGather.Sample(
            sample,
            BilinearImage.ToBytes(image, rows, columns, default),
            PixelIndex.Scale(image.Height, height),
            PixelIndex.Scale(image.Width, width),
            (float)factor);
    }
}
