using DenseEdge.Cli.Benching;

namespace DenseEdge.Cli.Tests.Benching;

public sealed class LatencySummaryTests
{
    [Fact]
    public void Of_TenLatencies_HasNearestRanksAndJitter()
    {
        LatencySummary summary = LatencySummary.Of([4, 2, 6, 8, 1, 3, 5, 7, 9, 10])!;

        Assert.Equal((10, 5.5, 5, 9, 10), (summary.Count, summary.MeanMs, summary.P50Ms, summary.P90Ms, summary.P99Ms));
        Assert.Equal((1, 10), (summary.MinMs, summary.MaxMs));

        // |2 − 4| + |6 − 2| + |8 − 6| + |1 − 8| + 2 + 2 + 2 + 2 + 1 = 24 over nine steps.
        Assert.Equal(24.0 / 9, summary.JitterMs, 1e-12);
    }

    [Fact]
    public void Of_OneLatency_HasNoJitter()
    {
        LatencySummary summary = LatencySummary.Of([7])!;

        Assert.Equal((7, 7, 0), (summary.P50Ms, summary.P99Ms, summary.JitterMs));
    }

    [Fact]
    public void Of_None_IsNull() => Assert.Null(LatencySummary.Of([]));
}
