namespace DenseEdge.Evaluation.Tests;

public sealed class SaliencyMaxFTests
{
    [Fact]
    public void Value_OfFourPixels_IsTheHandComputedValue()
    {
        SaliencyMaxF metric = new();

        metric.Add([0.97f, 0.62f, 0.3f, 0.72f], [1, 1, 1, 0]);

        // From 0.75 on: P = 1, R = 1/3, F = 1.3/3 / (0.3 + 1/3) = 0.684. Up to 0.3: P = 3/4, R = 1, F = 0.975 / 1.225 =
        // 0.796.
        Assert.Equal(1.3 * 0.75 / ((0.3 * 0.75) + 1), metric.Value, 12);
        Assert.Equal(0.05, metric.BestThreshold, 6);
    }

    [Fact]
    public void Value_OfAPixelOnTheThreshold_CountsItAsSalient()
    {
        SaliencyMaxF metric = new();

        metric.Add([0.95f, 0.9499f], [1, 0]);

        Assert.Equal(1, metric.Value, 12);
        Assert.Equal(0.95, metric.BestThreshold, 6);
    }

    [Fact]
    public void Add_WithIgnoredPixels_LeavesThemOut()
    {
        SaliencyMaxF metric = new();

        metric.Add([0.8f, 0.9f, 0.7f], [1, 255, 255]);

        Assert.Equal(1, metric.PixelCount);
        Assert.Equal(1, metric.Value, 12);
    }

    [Fact]
    public void Value_WithoutPixels_IsZero()
    {
        SaliencyMaxF metric = new();

        metric.Add([0.4f], [255]);

        Assert.Equal(0, metric.Value);
    }
}
