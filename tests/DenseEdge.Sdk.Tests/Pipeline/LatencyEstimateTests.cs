using DenseEdge.Sdk.Pipeline.Running;

namespace DenseEdge.Sdk.Tests.Pipeline;

public sealed class LatencyEstimateTests
{
    [Fact]
    public void Expected_WithoutASample_IsZero() => Assert.Equal(TimeSpan.Zero, new LatencyEstimate().Expected);

    [Fact]
    public void Expected_AfterSamples_IsTheMeanAndFourDeviations()
    {
        LatencyEstimate estimate = new();
        estimate.Add(TimeSpan.FromMilliseconds(80));
        Assert.Equal(80, estimate.Expected.TotalMilliseconds);

        // Deviation 0 + 1/4 · (|120 - 80| - 0) = 10; mean 80 + 1/8 · 40 = 85.
        estimate.Add(TimeSpan.FromMilliseconds(120));
        Assert.Equal(85 + (4 * 10), estimate.Expected.TotalMilliseconds);

        // Deviation 10 + 1/4 · (|45 - 85| - 10) = 17.5; mean 85 - 1/8 · 40 = 80.
        estimate.Add(TimeSpan.FromMilliseconds(45));
        Assert.Equal(80 + (4 * 17.5), estimate.Expected.TotalMilliseconds);
    }
}
