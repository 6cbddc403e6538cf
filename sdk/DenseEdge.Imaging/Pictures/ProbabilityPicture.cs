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
        (int height, int width) = (image.Height, image.Width);
        Planes.Check(probabilities.Length, height, width, 1, nameof(probabilities));
        var picture = new Rgb24Image(height, width, image.Pixels.ToArray());
        Paint(
            picture.Pixels, FrameGeometry.Stretch(height, width, height, width),
            new ReadOnlySpan2D<float>(probabilities, height, width), color, threshold, alpha);
        return picture;
    }

    /// <summary>Paints the pixels that are likely enough over a camera's frame, in place. Allocates nothing after the first frame
    /// of a size.</summary>
    /// <param name="frame">The camera's frame, [H, W, 3] bytes, red first; all other pixels stay as they are.</param>
    /// <param name="geometry">Where the probabilities lie in the frame.</param>
    /// <param name="probabilities">0 to 1, at the outputs' size.</param>
    /// <param name="color">The colour.</param>
    /// <param name="threshold">Pixels of at least this probability are painted.</param>
    /// <param name="alpha">How much of the colour is seen, 0 to 1.</param>
    /// <exception cref="ArgumentException">A size isn't the geometry's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is out of range.</exception>
    public static void Paint(
        Span<byte> frame, FrameGeometry geometry, ReadOnlySpan2D<float> probabilities, Rgb color, float threshold = 0.5f,
        double alpha = 1)
    {
        FramePaint.Require(frame.Length, probabilities.Height, probabilities.Width, geometry);
        int weight = FramePaint.Weight(alpha);
        int[] columns = FramePaint.RentColumns(geometry);
        int stride = geometry.CameraWidth * 3;
        try
        {
            for (int y = 0; y < geometry.CameraHeight; y++)
            {
                PaintRow(
                    frame.Slice(y * stride, stride), probabilities.Row(geometry.NearestOutputRow(y)),
                    columns.AsSpan(0, geometry.CameraWidth), color, threshold, weight);
            }
        }
        finally
        {
            FramePaint.Return(columns);
        }
    }

    private static void PaintRow(
        Span<byte> row, ReadOnlySpan<float> probabilities, ReadOnlySpan<int> columns, Rgb color, float threshold, int weight)
    {
        for (int x = 0; x < columns.Length; x++)
        {
            if (probabilities[columns[x]] >= threshold)
            {
                FramePaint.Lay(row.Slice(3 * x, 3), color, weight);
            }
        }
    }
}
