using DenseEdge.Search.Devices;

namespace DenseEdge.Search.Tests.Devices;

public sealed class OrderStatisticsTests
{
    /// <summary>Of n fair coins at most k − 1 heads with probability 0.95: n = 5 needs k = 5 (31/32), n = 8 k = 7 (247/256, where
    /// k = 6 has 219/256), n = 12 k = 9 (3797/4096, 0.927, falls short) so 10, n = 100 the known 59.</summary>
    [Theory]
    [InlineData(5, 5)]
    [InlineData(8, 7)]
    [InlineData(12, 10)]
    [InlineData(100, 59)]
    public void UpperBound_OfTheMedian_IsTheSmallestThatIsSureEnough(int n, int k)
        => Assert.Equal(k, OrderStatistics.UpperBound(Numbers(n), 0.5));

    /// <summary>0.9 of 29 numbers: their maximum exceeds the quantile with probability 1 − 0.9²⁹ = 0.953; of 28 with
    /// 0.948.</summary>
    [Theory]
    [InlineData(28, null)]
    [InlineData(29, 29.0)]
    public void UpperBound_OfAHighQuantile_NeedsEnoughNumbers(int n, double? bound)
        => Assert.Equal(bound, OrderStatistics.UpperBound(Numbers(n), 0.9));

    [Fact]
    public void UpperBound_OfFourNumbers_DoesNotExist() => Assert.Null(OrderStatistics.UpperBound(Numbers(4), 0.5));

    /// <summary>np + 1.645 √(np(1 − p)) = 5082 for n = 10 000; powers of one half alone would be zero.</summary>
    [Fact]
    public void UpperBound_OfManyNumbers_DoesNotVanish()
        => Assert.InRange(OrderStatistics.UpperBound(Numbers(10_000), 0.5)!.Value, 5080, 5086);

    [Fact]
    public void Quantiles_ByHand()
    {
        Assert.Equal(2.5, OrderStatistics.Median([4, 1, 3, 2]));
        Assert.Equal(3, OrderStatistics.Median([5, 1, 3]));
        Assert.Equal([9, 10], new[] { OrderStatistics.Quantile(Numbers(10), 0.9), OrderStatistics.Quantile(Numbers(10), 0.99) });
    }

    private static double[] Numbers(int n) => [.. Enumerable.Range(1, n).Select(i => (double)i)];
}
