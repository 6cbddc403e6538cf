namespace DenseEdge.Evaluation.Boundaries;

/// <summary>Counts the boundary pixels of one image that have a partner, at every threshold.</summary>
public static class BoundaryMatching
{
    /// <summary>Runs the whole procedure on one image: suppression, thresholds, thinning, assignment.</summary>
    /// <param name="prediction">floor(255·probability) of each pixel, [H, W]; see <see cref="BoundaryQuantization"/>.</param>
    /// <param name="truth">True on the thinned true boundaries, [H, W]; see <see cref="BoundaryTruth"/>.</param>
    /// <param name="ignored">True where nothing is predicted or looked for, [H, W]; empty for nowhere.</param>
    /// <param name="height">Height in pixels, at least 2.</param>
    /// <param name="width">Width in pixels, at least 2.</param>
    /// <param name="options">Tolerance and thresholds.</param>
    /// <exception cref="ArgumentException">A map has another length than height × width, or an option is out of
    /// range.</exception>
    public static BoundaryCounts Count(
        ReadOnlySpan<byte> prediction, ReadOnlySpan<bool> truth, ReadOnlySpan<bool> ignored, int height, int width,
        BoundaryBenchmarkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        BoundaryInput.RequireSize(truth.Length, height, width, nameof(truth));
        float[] strength = options.SuppressNonMaxima
            ? BoundarySuppression.Apply(prediction, height, width)
            : [.. prediction.ToArray().Select(value => value / 255f)];
        if (!ignored.IsEmpty)
        {
            BoundaryInput.RequireSize(ignored.Length, height, width, nameof(ignored));
            for (int i = 0; i < strength.Length; i++)
            {
                strength[i] = ignored[i] ? 0 : strength[i];
            }
        }

        int[] truthPixels = SetPixels(truth, ignored);
        double diagonalPixels = Math.Sqrt(((double)height * height) + ((double)width * width));
        return new BoundarySweep(strength, truthPixels, height, width, options.MaxDistance * diagonalPixels)
            .Run(options.Thresholds);
    }

    private static int[] SetPixels(ReadOnlySpan<bool> map, ReadOnlySpan<bool> ignored)
    {
        List<int> result = [];
        for (int i = 0; i < map.Length; i++)
        {
            if (map[i] && (ignored.IsEmpty || !ignored[i]))
            {
                result.Add(i);
            }
        }

        return [.. result];
    }
}
