namespace DenseEdge.Evaluation.Tests;

public sealed class BinaryF1Tests
{
    [Fact]
    public void Value_OfFivePixels_IsTheHandComputedValue()
    {
        BinaryF1 metric = new();

        metric.Add([0.5f, 0.9f, 0.7f, 0.1f, 0.49f], [1, 1, 0, 0, 1]);

        Assert.Equal(2.0 / 3, metric.Precision, 12);
        Assert.Equal(2.0 / 3, metric.Recall, 12);
        Assert.Equal(2.0 / 3, metric.Value, 12);
    }

    [Fact]
    public void Add_WithIgnoredPixels_LeavesThemOut()
    {
        BinaryF1 metric = new();

        metric.Add([0.8f, 0.9f, 0.2f], [1, 255, 255]);

        Assert.Equal(1, metric.PixelCount);
        Assert.Equal(1, metric.Value, 12);
    }

    [Fact]
    public void Results_WithoutPositives_AreZero()
    {
        BinaryF1 metric = new();

        metric.Add([0.1f, 0.2f], [0, 255]);

        Assert.Equal((0, 0, 0), (metric.Precision, metric.Recall, metric.Value));
    }
}
