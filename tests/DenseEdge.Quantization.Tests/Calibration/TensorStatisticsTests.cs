using DenseEdge.Quantization.Calibration;

namespace DenseEdge.Quantization.Tests.Calibration;

public sealed class TensorStatisticsTests
{
    [Fact]
    public void ChannelMeans_OverPositionsAndImages()
    {
        TensorStatistics statistics = new("t", [1, 2, 1, 2]);
        statistics.Add([1, 3, 10, 20]);
        statistics.Add([5, 7, 30, 40]);

        Assert.Equal([4, 25], statistics.ChannelMeans());
    }

    [Fact]
    public void LateGrowth_IsWhatTheLastFifthAdded()
    {
        TensorStatistics statistics = new("t", [1]);
        foreach (float value in new[] { 1f, -8, 2, 3, 10 })
        {
            statistics.Add([value]);
        }

        // Four of five images saw 8, all saw 10.
        Assert.Equal(0.2, statistics.LateGrowth, 1e-12);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Add_ValueThatIsNotFinite_NamesTensorAndImage(float fault)
    {
        TensorStatistics statistics = new("head/Conv_0:0", [1, 3]);
        statistics.Add([1, 2, 3]);

        InvalidDataException failure = Assert.Throws<InvalidDataException>(() => statistics.Add([1, fault, 3]));

        Assert.Contains("'head/Conv_0:0' [1, 3]", failure.Message, StringComparison.Ordinal);
        Assert.Contains("image 2", failure.Message, StringComparison.Ordinal);
    }
}
