namespace DenseEdge.Evaluation.Boundaries;

/// <summary>Smooths a map with a triangle: weights 1, 2, ... r + 1, ... 2, 1 over (r + 1)² along each side.</summary>
/// <remarks>Beyond its border the map is mirrored, the border pixel included, as convTri of Dollár's toolbox does.</remarks>
internal static class TriangleFilter
{
    /// <summary>Smooths along both sides.</summary>
    /// <param name="values">[H, W].</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="radius">r, at least 1.</param>
    public static float[] Apply(float[] values, int height, int width, int radius)
    {
        float[] weights = [.. Enumerable.Range(-radius, (2 * radius) + 1)
            .Select(offset => (radius + 1 - Math.Abs(offset)) / (float)((radius + 1) * (radius + 1)))];
        float[] rows = AlongRows(values, height, width, weights);
        return AlongColumns(rows, height, width, weights);
    }

    private static float[] AlongRows(float[] values, int height, int width, float[] weights)
    {
        int radius = weights.Length / 2;
        float[] result = new float[values.Length];
        float[] line = new float[width + (2 * radius)];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> source = values.AsSpan(y * width, width);
            for (int x = 0; x < line.Length; x++)
            {
                line[x] = source[Mirror(x - radius, width)];
            }

            for (int x = 0; x < width; x++)
            {
                float sum = 0;
                for (int k = 0; k < weights.Length; k++)
                {
                    sum += weights[k] * line[x + k];
                }

                result[(y * width) + x] = sum;
            }
        }

        return result;
    }

    private static float[] AlongColumns(float[] values, int height, int width, float[] weights)
    {
        int radius = weights.Length / 2;
        float[] result = new float[values.Length];
        for (int y = 0; y < height; y++)
        {
            Span<float> target = result.AsSpan(y * width, width);
            for (int k = 0; k < weights.Length; k++)
            {
                float weight = weights[k];
                ReadOnlySpan<float> source = values.AsSpan(Mirror(y + k - radius, height) * width, width);
                for (int x = 0; x < target.Length; x++)
                {
                    target[x] += weight * source[x];
                }
            }
        }

        return result;
    }

    // ... 1 0 | 0 1 2 ... n-1 | n-1 n-2 ...; again and again where the map is smaller than the radius.
    private static int Mirror(int position, int length)
    {
        int period = 2 * length;
        int folded = ((position % period) + period) % period;
        return folded < length ? folded : period - 1 - folded;
    }
}
