namespace DenseEdge.Evaluation.Boundaries;

/// <summary>Non-maximum suppression: keeps a boundary map only where it is as strong as what lies across it.</summary>
/// <remarks>
/// As the structured edge detector does (Dollár and Zitnick, "Fast edge detection using structured forests", TPAMI 2015),
/// with the settings of the ATRC family's evaluation: radius 1, multiplier 1.01, and a border of 5 pixels in which the map
/// fades linearly to 0. Neighbours across are read between pixels, bilinearly.
/// </remarks>
public static class BoundarySuppression
{
    /// <summary>Pixels at the border in which the map fades out.</summary>
    public const int BorderPixels = 5;

    private const int Radius = 1;
    private const float Multiplier = 1.01f;

    // Positions beyond the border are read at the border; this little inside, so that all four pixels exist.
    private const float InsideBorder = 1.001f;

    /// <summary>Suppresses what is no ridge.</summary>
    /// <param name="bytes">floor(255·probability), [H, W].</param>
    /// <param name="height">Height in pixels, at least 2.</param>
    /// <param name="width">Width in pixels, at least 2.</param>
    /// <returns>0 to 1, [H, W].</returns>
    /// <exception cref="ArgumentException">The map has another length than height × width.</exception>
    public static float[] Apply(ReadOnlySpan<byte> bytes, int height, int width)
    {
        BoundaryInput.RequireSize(bytes.Length, height, width, nameof(bytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        float[] values = new float[bytes.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = bytes[i] / 255f;
        }

        float[] orientation = BoundaryOrientation.Estimate(values, height, width);
        float[] result = [.. values];
        for (int i = 0; i < result.Length; i++)
        {
            if (values[i] > 0 && IsWeakerThanAcross(values, height, width, i, orientation[i]))
            {
                result[i] = 0;
            }
        }

        FadeBorder(result, height, width);
        return result;
    }

    private static bool IsWeakerThanAcross(float[] values, int height, int width, int position, float angle)
    {
        (int y, int x) = Math.DivRem(position, width);
        (float sine, float cosine) = MathF.SinCos(angle);
        float strength = values[position] * Multiplier;
        for (int distance = 1; distance <= Radius; distance++)
        {
            (float dx, float dy) = (distance * cosine, distance * sine);
            if (strength < Between(values, height, width, y + dy, x + dx)
                || strength < Between(values, height, width, y - dy, x - dx))
            {
                return true;
            }
        }

        return false;
    }

    private static float Between(float[] values, int height, int width, float y, float x)
    {
        y = Math.Clamp(y, 0, height - InsideBorder);
        x = Math.Clamp(x, 0, width - InsideBorder);
        (int top, int left) = ((int)y, (int)x);
        (float down, float right) = (y - top, x - left);
        int i = (top * width) + left;
        return (((values[i] * (1 - right)) + (values[i + 1] * right)) * (1 - down))
            + (((values[i + width] * (1 - right)) + (values[i + width + 1] * right)) * down);
    }

    private static void FadeBorder(float[] values, int height, int width)
    {
        int border = Math.Min(BorderPixels, Math.Min(height / 2, width / 2));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int fromSide = Math.Min(x, width - 1 - x);
                int fromTop = Math.Min(y, height - 1 - y);
                float factor = (fromSide < border ? fromSide / (float)border : 1)
                    * (fromTop < border ? fromTop / (float)border : 1);
                values[(y * width) + x] *= factor;
            }
        }
    }
}
