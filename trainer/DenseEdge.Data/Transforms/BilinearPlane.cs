namespace DenseEdge.Data.Transforms;

/// <summary>Scales one plane of numbers bilinearly, such as a predicted probability to the size of its photo.</summary>
public static class BilinearPlane
{
    /// <summary>Scales a plane; pixel centres map to pixel centres, the border repeats, nothing is averaged.</summary>
    /// <param name="values">[H, W].</param>
    /// <param name="height">Height of the plane, at least 1.</param>
    /// <param name="width">Width of the plane, at least 1.</param>
    /// <param name="newHeight">Height of the result, at least 1.</param>
    /// <param name="newWidth">Width of the result, at least 1.</param>
    /// <returns>[newHeight, newWidth]; each value lies between those it was mixed from.</returns>
    /// <exception cref="ArgumentException">The plane has another length than height × width.</exception>
    public static float[] Resize(ReadOnlySpan<float> values, int height, int width, int newHeight, int newWidth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(newHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(newWidth, 1);
        if (values.Length != height * width)
        {
            throw new ArgumentException($"Expected {height}x{width} values, got {values.Length}.", nameof(values));
        }

        if (height == newHeight && width == newWidth)
        {
            return values.ToArray();
        }

        BilinearTaps rows = BilinearTaps.At(height, newHeight, PixelIndex.Window(0, newHeight));
        BilinearTaps columns = BilinearTaps.At(width, newWidth, PixelIndex.Window(0, newWidth));
        float[] result = new float[newHeight * newWidth];
        for (int y = 0; y < newHeight; y++)
        {
            ReadOnlySpan<float> upper = values.Slice(rows.First[y] * width, width);
            ReadOnlySpan<float> lower = values.Slice(rows.Second[y] * width, width);
            for (int x = 0; x < newWidth; x++)
            {
                (int left, int right, float share) = (columns.First[x], columns.Second[x], columns.Share[x]);
                float above = upper[left] + ((upper[right] - upper[left]) * share);
                float below = lower[left] + ((lower[right] - lower[left]) * share);
                result[(y * newWidth) + x] = above + ((below - above) * rows.Share[y]);
            }
        }

        return result;
    }
}
