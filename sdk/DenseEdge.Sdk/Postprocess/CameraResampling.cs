using System.Buffers;
using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Postprocess;

/// <summary>Brings maps of a prediction to the size of the camera's frame, without the bars of a letterbox.</summary>
internal static class CameraResampling
{
    /// <summary>Takes for each camera pixel the map's pixel that shows its centre.</summary>
    /// <param name="map">At the outputs' size.</param>
    /// <param name="geometry">Where the map lies in the frame.</param>
    /// <param name="target">[H, W] of the camera's frame.</param>
    public static void Nearest<T>(ReadOnlySpan2D<T> map, FrameGeometry geometry, Span<T> target)
    {
        RequireTarget(target.Length, geometry);
        int width = geometry.CameraWidth;
        int[] columns = ArrayPool<int>.Shared.Rent(width);
        try
        {
            for (int x = 0; x < width; x++)
            {
                columns[x] = geometry.NearestOutputColumn(x);
            }

            for (int y = 0; y < geometry.CameraHeight; y++)
            {
                ReadOnlySpan<T> source = map.Row(geometry.NearestOutputRow(y));
                Span<T> row = target.Slice(y * width, width);
                for (int x = 0; x < row.Length; x++)
                {
                    row[x] = source[columns[x]];
                }
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(columns);
        }
    }

    /// <summary>
    /// Bilinear between the four map pixels around a camera pixel's centre, as far as they are valid: those that are not lose
    /// their weight to the others. Where the nearest of the four is not valid, neither is the result, so that holes keep
    /// their shape.
    /// </summary>
    /// <param name="map">At the outputs' size.</param>
    /// <param name="geometry">Where the map lies in the frame.</param>
    /// <param name="above">Finite values above this are valid.</param>
    /// <param name="target">[H, W] of the camera's frame; 0 where there is nothing valid.</param>
    public static void Bilinear(ReadOnlySpan2D<float> map, FrameGeometry geometry, float above, Span<float> target)
    {
        RequireTarget(target.Length, geometry);
        PixelRectangle content = geometry.Content;
        int width = geometry.CameraWidth;
        for (int y = 0; y < geometry.CameraHeight; y++)
        {
            double down = Math.Clamp(
                ((y + 0.5) * geometry.ScaleY) + content.Top - 0.5, content.Top, content.Bottom - 1);
            int row = (int)down;
            ReadOnlySpan<float> upper = map.Row(row), lower = map.Row(Math.Min(row + 1, content.Bottom - 1));
            for (int x = 0; x < width; x++)
            {
                double across = Math.Clamp(
                    ((x + 0.5) * geometry.ScaleX) + content.Left - 0.5, content.Left, content.Right - 1);
                int left = (int)across, right = Math.Min(left + 1, content.Right - 1);
                target[(y * width) + x] = Between(
                    upper[left], upper[right], lower[left], lower[right], (float)(across - left), (float)(down - row), above);
            }
        }
    }

    /// <param name="upperLeft">A corner.</param>
    /// <param name="upperRight">A corner.</param>
    /// <param name="lowerLeft">A corner.</param>
    /// <param name="lowerRight">A corner.</param>
    /// <param name="x">0 at the left corners, 1 at the right ones.</param>
    /// <param name="y">0 at the upper corners, 1 at the lower ones.</param>
    /// <param name="above">Finite values above this are valid.</param>
    private static float Between(
        float upperLeft, float upperRight, float lowerLeft, float lowerRight, float x, float y, float above)
    {
        float nearest = y < 0.5f ? (x < 0.5f ? upperLeft : upperRight) : (x < 0.5f ? lowerLeft : lowerRight);
        if (!IsValid(nearest, above))
        {
            return 0;
        }

        float sum = 0, weights = 0;
        Add(upperLeft, (1 - x) * (1 - y), above, ref sum, ref weights);
        Add(upperRight, x * (1 - y), above, ref sum, ref weights);
        Add(lowerLeft, (1 - x) * y, above, ref sum, ref weights);
        Add(lowerRight, x * y, above, ref sum, ref weights);
        return sum / weights;
    }

    private static void Add(float value, float weight, float above, ref float sum, ref float weights)
    {
        if (IsValid(value, above))
        {
            sum += value * weight;
            weights += weight;
        }
    }

    private static bool IsValid(float value, float above) => value > above && float.IsFinite(value);

    private static void RequireTarget(int length, FrameGeometry geometry)
    {
        long expected = (long)geometry.CameraHeight * geometry.CameraWidth;
        if (length != expected)
        {
            throw new ArgumentException(
                $"Expected room for {expected} pixels of a camera's frame of {geometry.CameraHeight}x{geometry.CameraWidth}, "
                + $"got {length}.");
        }
    }
}
