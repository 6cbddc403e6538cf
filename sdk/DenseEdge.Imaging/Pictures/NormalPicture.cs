using DenseEdge.Contracts;

namespace DenseEdge.Imaging;

/// <summary>
/// Pictures of surface normals in the way of normal maps: red grows to the right, green upwards, blue towards the
/// viewer. A
/// floor is green, a ceiling magenta, a wall that faces the camera light blue; black has no normal.
/// </summary>
public static class NormalPicture
{
    private const float ShortestLength = 1e-3f;

    /// <summary>Paints normals.</summary>
    /// <param name="components">
    /// [3, H, W]: all x (right), all y (down), all z (forward), of any length; (0, 0, 0) has none.
    /// </param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <exception cref="ArgumentException">The components don't fill the size.</exception>
    public static Rgb24Image Draw(ReadOnlySpan<float> components, int height, int width)
    {
        Planes.Check(components.Length, height, width, 3, nameof(components));
        var picture = new Rgb24Image(height, width);
        Paint(picture.Pixels, FrameGeometry.Stretch(height, width, height, width), components);
        return picture;
    }

    /// <summary>Paints normals over a camera's frame, in place. Allocates nothing after the first frame of a size.</summary>
    /// <param name="frame">The camera's frame, [H, W, 3] bytes, red first; pixels without a normal stay as they are.</param>
    /// <param name="geometry">Where the normals lie in the frame.</param>
    /// <param name="components">[3, H, W] at the outputs' size: all x (right), all y (down), all z (forward).</param>
    /// <param name="alpha">How much of the colour is seen, 0 to 1.</param>
    /// <exception cref="ArgumentException">A size isn't the geometry's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is out of range.</exception>
    public static void Paint(Span<byte> frame, FrameGeometry geometry, ReadOnlySpan<float> components, double alpha = 1)
    {
        (int height, int width) = (geometry.OutputHeight, geometry.OutputWidth);
        Planes.Check(components.Length, height, width, 3, nameof(components));
        FramePaint.Require(frame.Length, height, width, geometry);
        int weight = FramePaint.Weight(alpha);
        int[] columns = FramePaint.RentColumns(geometry);
        int plane = height * width, stride = geometry.CameraWidth * 3;
        try
        {
            for (int y = 0; y < geometry.CameraHeight; y++)
            {
                int start = geometry.NearestOutputRow(y) * width;
                PaintRow(
                    frame.Slice(y * stride, stride), components.Slice(start, width), components.Slice(plane + start, width),
                    components.Slice((2 * plane) + start, width), columns.AsSpan(0, geometry.CameraWidth), weight);
            }
        }
        finally
        {
            FramePaint.Return(columns);
        }
    }

    private static void PaintRow(
        Span<byte> row, ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, ReadOnlySpan<float> zs, ReadOnlySpan<int> columns,
        int weight)
    {
        for (int column = 0; column < columns.Length; column++)
        {
            int i = columns[column];
            (float x, float y, float z) = (xs[i], ys[i], zs[i]);
            float length = MathF.Sqrt((x * x) + (y * y) + (z * z));
            if (length > ShortestLength)
            {
                Rgb color = new(Level(x / length), Level(-y / length), Level(-z / length));
                FramePaint.Lay(row.Slice(3 * column, 3), color, weight);
            }
        }
    }

    private static byte Level(float component) => (byte)MathF.Round((Math.Clamp(component, -1, 1) + 1) * 127.5f);
}
