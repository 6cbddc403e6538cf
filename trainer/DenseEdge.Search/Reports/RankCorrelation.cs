using DenseEdge.Search.Latency;

namespace DenseEdge.Search.Reports;

/// <summary>How well one ranking agrees with another.</summary>
/// <param name="Count">How many items were ranked.</param>
/// <param name="KendallTau">Kendall's τ-b, from −1 to 1; null if all numbers of one side are equal.</param>
/// <param name="SpearmanRho">Spearman's ρ, from −1 to 1; null if all numbers of one side are equal.</param>
public sealed record RankCorrelation(int Count, double? KendallTau, double? SpearmanRho)
{
    /// <summary>Compares two rankings.</summary>
    /// <param name="first">A number per item, such as the supernet's utility.</param>
    /// <param name="second">A number per item, such as the score of the network trained by itself; at least two.</param>
    /// <exception cref="ArgumentException">Different numbers of items, fewer than two, or a number that is not
    /// finite.</exception>
    public static RankCorrelation Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count || first.Count < 2 || !first.Concat(second).All(double.IsFinite))
        {
            throw new ArgumentException(
                $"Expected two finite numbers for each of at least 2 items, got {first.Count} and {second.Count} numbers.");
        }

        return new RankCorrelation(
            first.Count, Known(PredictionError.Tau(first, second)), Known(Pearson(Ranks(first), Ranks(second))));
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;

    // Equal numbers share the mean of their places.
    private static double[] Ranks(IReadOnlyList<double> values)
        => [.. values.Select(value =>
            values.Count(other => other < value) + ((values.Count(other => other == value) + 1) / 2.0))];

    private static double Pearson(double[] a, double[] b)
    {
        (double meanA, double meanB) = (a.Average(), b.Average());
        double Product(double[] x, double meanX, double[] y, double meanY) => x.Zip(y, (i, j) => (i - meanX) * (j - meanY)).Sum();
        return Product(a, meanA, b, meanB) / Math.Sqrt(Product(a, meanA, a, meanA) * Product(b, meanB, b, meanB));
    }
}
