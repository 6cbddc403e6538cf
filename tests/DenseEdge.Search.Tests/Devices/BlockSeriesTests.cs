using DenseEdge.Search.Devices;

namespace DenseEdge.Search.Tests.Devices;

public sealed class BlockSeriesTests
{
    [Fact]
    public void Block_IsMeasuredByTheReferenceOnBothSides()
    {
        MeasuredBlock block = new([10, 11, 90], [24, 25, 23], [13, 12, 14]);

        Assert.Equal(12, block.ReferenceMs);
        Assert.Equal(2, block.Ratio);
        Assert.Equal(2.0 / 11, block.Drift, 1e-12);
    }

    /// <summary>Five blocks of ratios 1.8 to 2.2 while the device gets twice as slow: latencies are those ratios times 10
    /// ms.</summary>
    [Fact]
    public void Summarize_OfADriftingDevice_ByHand()
    {
        BlockSeries series = new();
        double[] ratios = [2.2, 1.8, 2.0, 2.1, 1.9];
        for (int i = 0; i < ratios.Length; i++)
        {
            double reference = 5 + (i * 1.25);
            series.Keep(new MeasuredBlock([reference], [ratios[i] * reference], [reference]), isDrifted: i == 3);
        }

        series.Drop(new MeasuredBlock([1], [7, 7, 7], [1]));
        series.Note(new BoardState(null, new Dictionary<string, double>(), 61, 4), isThrottled: false);
        series.Note(new BoardState(null, new Dictionary<string, double>(), 58, 6), isThrottled: true);
        LatencyMeasurement found = series.Summarize("abc", referenceMs: 10);

        Assert.Equal(20, found.P50Ms, 1e-9);
        Assert.Equal((22, 22, 22), (found.P90Ms, found.P95Ms!.Value, found.P99Ms));
        Assert.Equal(1, found.MadMs, 1e-9);

        // Of five blocks only their maximum is a bound with 95 %: 1 − 1/32.
        Assert.Equal(22, found.UpperBoundMs, 1e-9);
        Assert.Equal(0.1, series.BoundShare, 1e-9);
        Assert.Equal((2.0 * 7.5, 7.5), (found.RawP50Ms, found.ReferenceRawP50Ms));
        Assert.Equal((5, 5, 3, 1, true), (found.Count, found.Blocks, found.DroppedSamples, found.DriftedBlocks, found.Throttled));
        Assert.Equal((61.0, 5.0), (found.MaxCelsius, found.MeanWatts));
    }

    [Fact]
    public void Summarize_OfFourBlocks_IsRefused()
    {
        BlockSeries series = new();
        for (int i = 0; i < 4; i++)
        {
            series.Keep(new MeasuredBlock([1], [2], [1]), isDrifted: false);
        }

        Assert.Equal(double.PositiveInfinity, series.BoundShare);
        string message = Assert.Throws<InvalidOperationException>(() => series.Summarize("abc", 1)).Message;
        Assert.Contains("at least 5 blocks", message, StringComparison.Ordinal);
    }
}
