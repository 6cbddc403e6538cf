namespace DenseEdge.Bundles.Golden;

/// <summary>Distances between two answers of the same size.</summary>
internal static class GoldenDistance
{
    private const int Components = 3;

    /// <summary>Share of the pixels with different labels.</summary>
    public static double ChangedLabels(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> found)
    {
        int changed = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            changed += expected[i] == found[i] ? 0 : 1;
        }

        return (double)changed / expected.Length;
    }

    /// <summary>Mean of |found − expected| / expected over the pixels with an expected depth; 0 if none has one.</summary>
    public static double RelativeDepth(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            if (expected[i] > 0)
            {
                sum += Math.Abs((double)found[i] - expected[i]) / expected[i];
                count++;
            }
        }

        return count == 0 ? 0 : sum / count;
    }

    /// <summary>Mean angle between vectors, planar [3, H, W]. Both are scaled to length 1: expected ones were rounded.</summary>
    public static double MeanAngleDegrees(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        int pixels = expected.Length / Components;
        double sum = 0;
        for (int i = 0; i < pixels; i++)
        {
            double product = 0, expectedSquares = 0, foundSquares = 0;
            for (int component = 0; component < Components; component++)
            {
                double first = expected[(component * pixels) + i];
                double second = found[(component * pixels) + i];
                product += first * second;
                expectedSquares += first * first;
                foundSquares += second * second;
            }

            // A vector without a direction is as wrong as can be; NaN goes through.
            double lengths = Math.Sqrt(expectedSquares * foundSquares);
            sum += lengths == 0 ? Math.PI : Math.Acos(Math.Clamp(product / lengths, -1, 1));
        }

        return sum / pixels * 180 / Math.PI;
    }

    /// <summary>Mean absolute difference.</summary>
    public static double MeanDifference(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        double sum = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            sum += Math.Abs((double)found[i] - expected[i]);
        }

        return sum / expected.Length;
    }
}
