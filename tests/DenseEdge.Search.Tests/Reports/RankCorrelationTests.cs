using DenseEdge.Search.Reports;

namespace DenseEdge.Search.Tests.Reports;

public sealed class RankCorrelationTests
{
    [Fact]
    public void Of_OneSwap_ByHand()
    {
        // Of six pairs one is in the other order: (5 - 1) / 6. Ranks differ by 1 twice: 1 - 6 · 2 / (4 · 15).
        RankCorrelation correlation = RankCorrelation.Of([10, 20, 30, 40], [0.1, 0.3, 0.2, 0.9]);

        Assert.Equal(4, correlation.Count);
        Assert.Equal(4 / 6.0, correlation.KendallTau!.Value, 12);
        Assert.Equal(0.8, correlation.SpearmanRho!.Value, 12);
    }

    [Fact]
    public void Of_Ties_SharesTheRanks()
    {
        // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: covariance 4.5, variances 4.5 and 5.
        RankCorrelation correlation = RankCorrelation.Of([1, 2, 2, 3], [5, 6, 7, 8]);

        Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), correlation.SpearmanRho!.Value, 12);
        Assert.Equal(5 / Math.Sqrt(5 * 6.0), correlation.KendallTau!.Value, 12);
    }

    [Fact]
    public void Of_ReversedOrder_IsMinusOne()
        => Assert.Equal(new RankCorrelation(3, -1, -1), RankCorrelation.Of([1, 2, 3], [9, 4, 1]));

    [Fact]
    public void Of_EqualNumbers_IsUndefined()
        => Assert.Equal(new RankCorrelation(3, null, null), RankCorrelation.Of([1, 2, 3], [4, 4, 4]));

    [Fact]
    public void Of_DifferentCounts_NamesThem()
        => Assert.Contains(
            "got 3 and 2 numbers",
            Assert.Throws<ArgumentException>(() => RankCorrelation.Of([1, 2, 3], [4, 4])).Message,
            StringComparison.Ordinal);
}
