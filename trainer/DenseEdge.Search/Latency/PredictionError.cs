namespace DenseEdge.Search.Latency;

/// <summary>How well predicted latencies agree with measured ones, on networks that took no part in the fit.</summary>
/// <param name="Count">How many networks.</param>
/// <param name="MeanAbsolutePercent">Mean of |predicted − measured| / measured, in percent.</param>
/// <param name="Within5Percent">Share of networks within 5 %, from 0 to 1.</param>
/// <param name="Underestimate95Percent">95 % of the networks are underestimated by at most this many percent.</param>
/// <param name="KendallTau">Rank correlation τ-b, from −1 to 1; NaN if all numbers of one side are equal.</param>
public sealed record PredictionError(
    int Count, double MeanAbsolutePercent, double Within5Percent, double Underestimate95Percent, double KendallTau)
{
    /// <summary>Share of networks within 10 %, from 0 to 1.</summary>
    public double Within10Percent { get; init; }

    /// <summary>Compares predictions with measurements.</summary>
    /// <param name="predicted">Predicted latencies.</param>
    /// <param name="measured">Measured latencies, above 0, in the same order and unit; at least two.</param>
    /// <exception cref="ArgumentException">Different numbers of them, fewer than two, or a measurement that is not above
    /// 0.</exception>
    public static PredictionError Of(IReadOnlyList<double> predicted, IReadOnlyList<double> measured)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(measured);
        if (predicted.Count != measured.Count || measured.Count < 2 || measured.Any(value => !(value > 0)))
        {
            throw new ArgumentException(
                $"Expected as many predictions as positive measurements, at least 2, got {predicted.Count} and {measured.Count}.");
        }

        double[] percent = [.. predicted.Zip(measured, (guess, truth) => 100 * (guess - truth) / truth)];
        double[] under = [.. percent.Select(error => Math.Max(0, -error)).Order()];
        return new PredictionError(
            measured.Count,
            percent.Average(Math.Abs),
            percent.Count(error => Math.Abs(error) <= 5) / (double)percent.Length,
            under[(int)Math.Ceiling(0.95 * under.Length) - 1],
            Tau(predicted, measured))
        {
            Within10Percent = percent.Count(error => Math.Abs(error) <= 10) / (double)percent.Length,
        };
    }

    /// <summary>τ-b: pairs in the same order less pairs in opposite order, by the geometric mean of the pairs that are not tied
    /// on either side (Kendall, 1945).</summary>
    internal static double Tau(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        long sum = 0;
        long untiedA = 0;
        long untiedB = 0;
        for (int i = 0; i < a.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                (int orderA, int orderB) = (a[i].CompareTo(a[j]), b[i].CompareTo(b[j]));
                sum += orderA * orderB;
                untiedA += orderA * orderA;
                untiedB += orderB * orderB;
            }
        }

        return sum / Math.Sqrt((double)untiedA * untiedB);
    }
}
