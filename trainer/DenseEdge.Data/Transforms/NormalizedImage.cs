using DenseEdge.Contracts;

namespace DenseEdge.Data.Transforms;

/// <summary>Images as the reference implementation's networks get them: normalised first, padded with 0 afterwards.</summary>
/// <remarks>
/// DenseEdge's own networks normalise by themselves, so that its training pads bytes with <see cref="PadColor"/>; this is for
/// comparing with networks that expect normalised planes, and with ATRC (ICCV 2021) to the last digit.
/// </remarks>
public static class NormalizedImage
{
    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Deviation = [0.229f, 0.224f, 0.225f];

    /// <summary>Scales to 0 to 1, subtracts ImageNet's mean, divides by its deviation, and pads.</summary>
    /// <param name="image">The image.</param>
    /// <param name="minHeight">The height of the result unless the image is higher, in pixels.</param>
    /// <param name="minWidth">The width of the result unless the image is wider, in pixels.</param>
    /// <returns>[3, H, W]: all red, then all green, then all blue; an odd pixel of padding goes to the right or below.</returns>
    public static float[] ToPlanes(Rgb24Image image, int minHeight = 1, int minWidth = 1)
    {
        ArgumentNullException.ThrowIfNull(image);
        int[] rows = PixelIndex.Pad(PixelIndex.Window(0, image.Height), minHeight);
        int[] columns = PixelIndex.Pad(PixelIndex.Window(0, image.Width), minWidth);
        float[] planes = new float[3 * rows.Length * columns.Length];
        ReadOnlySpan<byte> pixels = image.Pixels;
        int target = 0;
        for (int channel = 0; channel < 3; channel++)
        {
            foreach (int row in rows)
            {
                foreach (int column in columns)
                {
                    bool inside = row >= 0 && column >= 0;
                    float value = inside ? pixels[(((row * image.Width) + column) * 3) + channel] / 255f : 0;
                    planes[target++] = inside ? (value - Mean[channel]) / Deviation[channel] : 0;
                }
            }
        }

        return planes;
    }
}
