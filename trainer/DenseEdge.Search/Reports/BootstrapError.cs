namespace DenseEdge.Search.Reports;

/// <summary>How far a number would move with other images.</summary>
/// <param name="StandardDeviation">Standard deviation over the draws.</param>
/// <param name="Lower">2.5 % of the draws are below.</param>
/// <param name="Upper">2.5 % of the draws are above.</param>
public sealed record BootstrapError(double StandardDeviation, double Lower, double Upper)
{
    private const double Tail = 0.025;

    /// <summary>Summarises draws.</summary>
    /// <param name="values">The number in each draw; NaN for a draw that says nothing.</param>
    /// <exception cref="ArgumentException">Fewer than two draws say anything.</exception>
    internal static BootstrapError Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(value => !double.IsNaN(value)).Order()];
        if (sorted.Length < 2)
        {
            throw new ArgumentException($"Expected at least two draws that say anything, got {sorted.Length}.", nameof(values));
        }

        double mean = sorted.Average();
        double squares = sorted.Sum(value => (value - mean) * (value - mean));
        return new BootstrapError(
            Math.Sqrt(squares / (sorted.Length - 1)), Quantile(sorted, Tail), Quantile(sorted, 1 - Tail));
    }

    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
