using DenseEdge.Contracts;

namespace DenseEdge.Imaging;

/// <summary>Pictures of distances: red is near, blue is far, black is not measured.</summary>
public static class DepthPicture
{
    /// <summary>Paints distances in the colours of Turbo.</summary>
    /// <param name="meters">[H, W] row by row; 0, negative and not-a-number mark a pixel without a measurement.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="nearMeters">Drawn red, and everything nearer too.</param>
    /// <param name="farMeters">Drawn blue, and everything farther too. Above <paramref name="nearMeters"/>.</param>
    /// <exception cref="ArgumentException">The distances don't fill the size, or far is not above near.</exception>
    public static Rgb24Image Draw(ReadOnlySpan<float> meters, int height, int width, float nearMeters, float farMeters)
    {
        Planes.Check(meters.Length, height, width, 1, nameof(meters));
        var picture = new Rgb24Image(height, width);
        Paint(
            picture.Pixels, FrameGeometry.Stretch(height, width, height, width),
            new ReadOnlySpan2D<float>(meters, height, width), nearMeters, farMeters);
        return picture;
    }

    /// <summary>Paints distances over a camera's frame, in place. Allocates nothing after the first frame of a size.</summary>
    /// <param name="frame">The camera's frame, [H, W, 3] bytes, red first; pixels without a measurement stay as they
    /// are.</param>
    /// <param name="geometry">Where the distances lie in the frame.</param>
    /// <param name="meters">The distances at the outputs' size.</param>
    /// <param name="nearMeters">Drawn red, and everything nearer too.</param>
    /// <param name="farMeters">Drawn blue, and everything farther too. Above <paramref name="nearMeters"/>.</param>
    /// <param name="alpha">How much of the colour is seen, 0 to 1.</param>
    /// <exception cref="ArgumentException">A size isn't the geometry's, or far is not above near.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is out of range.</exception>
    public static void Paint(
        Span<byte> frame, FrameGeometry geometry, ReadOnlySpan2D<float> meters, float nearMeters, float farMeters,
        double alpha = 1)
    {
        FramePaint.Require(frame.Length, meters.Height, meters.Width, geometry);
        if (!(farMeters > nearMeters))
        {
            throw new ArgumentException(
                $"Expected far above near, got {farMeters} m and {nearMeters} m.", nameof(farMeters));
        }

        int weight = FramePaint.Weight(alpha);
        float scale = 255 / (farMeters - nearMeters);
        int[] columns = FramePaint.RentColumns(geometry);
        int stride = geometry.CameraWidth * 3;
        try
        {
            for (int y = 0; y < geometry.CameraHeight; y++)
            {
                PaintRow(
                    frame.Slice(y * stride, stride), meters.Row(geometry.NearestOutputRow(y)),
                    columns.AsSpan(0, geometry.CameraWidth), farMeters, scale, weight);
            }
        }
        finally
        {
            FramePaint.Return(columns);
        }
    }

    /// <summary>Finds a range that shows a map well: its 2nd and 98th percentile.</summary>
    /// <param name="meters">Distances; 0, negative and not-a-number are left out.</param>
    /// <returns>Near and far in metres, far always above near; 0 and 10 if nothing is measured.</returns>
    public static (float NearMeters, float FarMeters) RangeOf(ReadOnlySpan<float> meters)
    {
        ReadOnlySpan2D<float> map = new(meters, 1, meters.Length);
        PixelRectangle all = new(0, 0, meters.Length, 1);
        int count = MeasuredDepth.Count(map, all);
        if (count == 0)
        {
            return (0, 10);
        }

        float near = MeasuredDepth.Ranked(map, all, count / 50);
        float far = MeasuredDepth.Ranked(map, all, count - 1 - (count / 50));
        return (near, Math.Max(far, near + 0.01f));
    }

    private static void PaintRow(
        Span<byte> row, ReadOnlySpan<float> meters, ReadOnlySpan<int> columns, float farMeters, float scale, int weight)
    {
        Rgb[] colors = TurboMap.Colors;
        for (int x = 0; x < columns.Length; x++)
        {
            float value = meters[columns[x]];
            if (value > 0)
            {
                float nearness = Math.Clamp((farMeters - value) * scale, 0, 255);
                FramePaint.Lay(row.Slice(3 * x, 3), colors[(int)MathF.Round(nearness)], weight);
            }
        }
    }
}
