namespace DenseEdge.LocalAttentionBench;

/// <summary>Medians, and how sure they are.</summary>
internal static class Statistics
{
    private const int Resamples = 2000;

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The 95 % interval of the median by the bootstrap: the values are drawn again with repetition.</summary>
    public static (double Low, double High) Interval(IReadOnlyList<double> values)
    {
        Random random = new(1);
        double[] medians = [.. Enumerable.Range(0, Resamples)
            .Select(_ => Median(Enumerable.Range(0, values.Count).Select(_ => values[random.Next(values.Count)])))
            .Order()];
        return (medians[(int)(0.025 * Resamples)], medians[(int)(0.975 * Resamples)]);
    }
}
