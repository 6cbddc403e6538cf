namespace DenseEdge.Evaluation.Boundaries;

/// <summary>The direction across each boundary, from the curvature of the smoothed map.</summary>
/// <remarks>The formula is that of Dollár's edge toolbox, kept as it is: where the mixed derivative is exactly 0 its sign is
/// too, and the direction comes out as the x axis even on a horizontal line.</remarks>
internal static class BoundaryOrientation
{
    /// <summary>The radius of the smoothing triangle, in pixels.</summary>
    public const int SmoothingRadius = 4;

    private const float NoDivisionByZero = 1e-5f;

    /// <summary>Estimates atan(Oyy·sign(-Oxy) / (Oxx + 1e-5)) modulo π, with second derivatives of the smoothed map.</summary>
    /// <param name="values">[H, W].</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <returns>0 to π, from the x axis towards increasing y, [H, W].</returns>
    public static float[] Estimate(float[] values, int height, int width)
    {
        float[] smooth = TriangleFilter.Apply(values, height, width, SmoothingRadius);
        float[] dx = AlongX(smooth, height, width);
        float[] dy = AlongY(smooth, height, width);
        float[] dxx = AlongX(dx, height, width);
        float[] dxy = AlongX(dy, height, width);
        float[] dyy = AlongY(dy, height, width);
        float[] result = new float[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            float angle = MathF.Atan(dyy[i] * -Math.Sign(dxy[i]) / (dxx[i] + NoDivisionByZero));
            result[i] = angle < 0 ? angle + MathF.PI : angle;
        }

        return result;
    }

    // Central differences inside, one-sided ones at the border.
    private static float[] AlongX(float[] values, int height, int width)
    {
        float[] result = new float[values.Length];
        for (int y = 0; y < height && width > 1; y++)
        {
            int first = y * width;
            int last = first + width - 1;
            result[first] = values[first + 1] - values[first];
            result[last] = values[last] - values[last - 1];
            for (int i = first + 1; i < last; i++)
            {
                result[i] = (values[i + 1] - values[i - 1]) / 2;
            }
        }

        return result;
    }

    private static float[] AlongY(float[] values, int height, int width)
    {
        float[] result = new float[values.Length];
        for (int y = 0; y < height && height > 1; y++)
        {
            int above = Math.Max(y - 1, 0);
            int below = Math.Min(y + 1, height - 1);
            for (int x = 0; x < width; x++)
            {
                result[(y * width) + x] = (values[(below * width) + x] - values[(above * width) + x]) / (below - above);
            }
        }

        return result;
    }
}
