using DenseEdge.Contracts;

namespace DenseEdge.Cli.ModelComparison;

/// <summary>Pictures of differences over the grey, dimmed image: black where equal, then red, yellow and white.</summary>
internal static class DifferencePicture
{
    // The image stays recognisable and no colour of it can be taken for a difference.
    private const double ImageShare = 0.28;

    /// <summary>Draws one.</summary>
    /// <param name="image">The image.</param>
    /// <param name="plane">The difference, [H, W].</param>
    /// <param name="whiteAt">The difference that is drawn white, above 0.</param>
    public static Rgb24Image Draw(Rgb24Image image, ReadOnlySpan<float> plane, double whiteAt)
    {
        Rgb24Image picture = new(image.Height, image.Width);
        for (int i = 0; i < plane.Length; i++)
        {
            ReadOnlySpan<byte> pixel = image.Pixels.Slice(3 * i, 3);
            double grey = ImageShare * (pixel[0] + pixel[1] + pixel[2]) / (3 * 255);
            double heat = Math.Clamp(plane[i] / whiteAt, 0, 1);
            for (int channel = 0; channel < 3; channel++)
            {
                // Red rises in the first third of the scale, green in the second, blue in the last.
                double rise = Math.Clamp((3 * heat) - channel, 0, 1);
                picture.Pixels[(3 * i) + channel] = (byte)Math.Round(255 * Math.Max(rise, grey * (1 - heat)));
            }
        }

        return picture;
    }
}
