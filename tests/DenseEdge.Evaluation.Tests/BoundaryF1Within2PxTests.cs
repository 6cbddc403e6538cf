namespace DenseEdge.Evaluation.Tests;

public sealed class BoundaryF1Within2PxTests
{
    [Theory]
    [InlineData(0, 2, 1)]
    [InlineData(2, 0, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 0)]
    [InlineData(0, 3, 0)]
    public void Value_OfOnePixelAtADistance_IsOneUpToTwoPixels(int dy, int dx, double expected)
    {
        float[] predicted = new float[35];
        byte[] truth = new byte[35];
        truth[(1 * 7) + 2] = 1;
        predicted[((1 + dy) * 7) + 2 + dx] = 0.5f;
        BoundaryF1Within2Px metric = new();

        metric.Add(predicted, truth, 5, 7);

        Assert.Equal(expected, metric.Value, 12);
    }

    [Fact]
    public void Value_WithOneFalseAlarmAndOneMiss_IsTheHandComputedValue()
    {
        BoundaryF1Within2Px metric = new();

        // One row: predicted at 0, 5 and 11, true at 1 and 8. Found: 0 near 1. 5 and 11 are 3 away from 8.
        metric.Add([0.9f, 0, 0, 0, 0, 0.6f, 0, 0, 0, 0, 0, 0.7f], [0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0], 1, 12);

        Assert.Equal(1.0 / 3, metric.Precision, 12);
        Assert.Equal(1.0 / 2, metric.Recall, 12);
        Assert.Equal(2.0 / 5, metric.Value, 12);
    }

    [Fact]
    public void Add_AtTheEndOfARow_DoesNotReachIntoTheNext()
    {
        BoundaryF1Within2Px metric = new();

        metric.Add([0, 0, 0, 0, 0.8f, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1, 0, 0, 0, 0], 2, 5);

        Assert.Equal(0, metric.Value);
    }

    [Fact]
    public void Add_WithIgnoredPixels_LeavesThemOut()
    {
        BoundaryF1Within2Px metric = new();

        metric.Add([0.9f, 0.1f, 0.2f, 0.3f, 0.8f], [1, 0, 0, 0, 255], 1, 5);

        Assert.Equal(4, metric.PixelCount);
        Assert.Equal(1, metric.Value, 12);
    }

    [Fact]
    public void Results_WithoutBoundaries_AreZero()
    {
        BoundaryF1Within2Px metric = new();

        metric.Add([0.1f, 0.2f], [0, 255], 1, 2);

        Assert.Equal((0, 0, 0), (metric.Precision, metric.Recall, metric.Value));
    }

    [Fact]
    public void Add_WithAnotherSize_NamesBoth()
    {
        ArgumentException error =
            Assert.Throws<ArgumentException>(() => new BoundaryF1Within2Px().Add([0, 1], [1, 0], 3, 1));

        Assert.Contains("3x1", error.Message, StringComparison.Ordinal);
        Assert.Contains("got 2", error.Message, StringComparison.Ordinal);
    }
}
