namespace DenseEdge.Search.Devices;

/// <summary>Quantiles of measured numbers, and how sure they are, without assuming how the numbers are distributed.</summary>
public static class OrderStatistics
{
    /// <summary>The confidence of every bound.</summary>
    public const double Confidence = 0.95;

    /// <summary>Finds a quantile by nearest rank.</summary>
    /// <param name="sorted">At least one number, in ascending order.</param>
    /// <param name="quantile">Above 0 and at most 1.</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double quantile)
        => sorted[Math.Clamp((int)Math.Ceiling(quantile * sorted.Length) - 1, 0, sorted.Length - 1)];

    /// <summary>Finds the median: of an even number of numbers the mean of the middle two.</summary>
    /// <param name="values">At least one number, in any order.</param>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Finds the number that a quantile of independent draws doesn't exceed, with <see cref="Confidence"/>: the k-th
    /// smallest with the smallest k for which P(Binomial(n, q) ≤ k − 1) reaches the confidence.</summary>
    /// <param name="sorted">n numbers in ascending order.</param>
    /// <param name="quantile">q, above 0 and below 1.</param>
    /// <returns>Null if there are too few numbers: 5 are needed for a median.</returns>
    public static double? UpperBound(ReadOnlySpan<double> sorted, double quantile)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantile);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(quantile, 1);
        double cumulated = 0;
        for (int k = 1; k <= sorted.Length; k++)
        {
            cumulated += BinomialProbability(sorted.Length, k - 1, quantile);
            if (cumulated >= Confidence)
            {
                return sorted[k - 1];
            }
        }

        return null;
    }

    /// <summary>P(Binomial(n, q) = k), by logarithms: powers of q alone would vanish for some thousand numbers.</summary>
    private static double BinomialProbability(int n, int k, double q)
    {
        double logarithm = (k * Math.Log(q)) + ((n - k) * Math.Log(1 - q));
        for (int i = 1; i <= k; i++)
        {
            logarithm += Math.Log((double)(n - k + i) / i);
        }

        return Math.Exp(logarithm);
    }
}
