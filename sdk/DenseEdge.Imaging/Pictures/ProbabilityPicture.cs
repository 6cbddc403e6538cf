using DenseEdge.Contracts;

namespace DenseEdge.Imaging;

/// <summary>Pictures of probabilities: saliency, boundaries.</summary>
public static class ProbabilityPicture
{
    /// <summary>
    /// Paints probabilities in grey: 0 is black, 1 is white; values outside are held there, not-a-number is black.
    /// </summary>
    /// <param name="probabilities">[H, W] row by row.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <exception cref="ArgumentException">The probabilities don't fill the size.</exception>
    public static Rgb24Image Draw(ReadOnlySpan<float> probabilities, int height, int width)
    {
        Planes.Check(probabilities.Length, height, width, 1, nameof(probabilities));
        var picture = new Rgb24Image(height, width);
        Span<byte> pixels = picture.Pixels;
        for (int i = 0; i < probabilities.Length; i++)
        {
            float value = probabilities[i];
            pixels.Slice(3 * i, 3).Fill(value > 0 ? (byte)MathF.Round(Math.Min(value, 1) * 255) : (byte)0);
        }

        return picture;
    }

    /// <summary>
    /// Paints the pixels that are likely enough over an image, such as boundaries or the salient object.
    /// </summary>
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="probabilities">[H, W] of the image's size, 0 to 1.</param>
    /// <param name="color">The colour.</param>
    /// <param name="threshold">Pixels of at least this probability are painted.</param>
    /// <param name="alpha">How much of the colour is seen, 0 to 1.</param>
    /// <exception cref="ArgumentException">The probabilities don't fill the image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is out of range.</exception>
    public static Rgb24Image Over(
        Rgb24Image image, ReadOnlySpan<float> probabilities, Rgb color, float threshold = 0.5f, float alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(image);
        Planes.Check(probabilities.Length, image.Height, image.Width, 1, nameof(probabilities));
        ArgumentOutOfRangeException.ThrowIfNegative(alpha);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(alpha, 1);
        var picture = new Rgb24Image(image.Height, image.Width, image.Pixels.ToArray());
        Span<byte> pixels = picture.Pixels;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] >= threshold)
            {
                pixels[3 * i] = Blend(pixels[3 * i], color.Red, alpha);
                pixels[(3 * i) + 1] = Blend(pixels[(3 * i) + 1], color.Green, alpha);
                pixels[(3 * i) + 2] = Blend(pixels[(3 * i) + 2], color.Blue, alpha);
            }
        }

        return picture;
    }

    private static byte Blend(byte below, byte above, float alpha) =>
        (byte)MathF.Round(below + ((above - below) * alpha));
}
