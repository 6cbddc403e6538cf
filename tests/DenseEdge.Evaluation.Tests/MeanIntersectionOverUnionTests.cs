namespace DenseEdge.Evaluation.Tests;

public sealed class MeanIntersectionOverUnionTests
{
    [Fact]
    public void Mean_OfFourPixels_IsTheHandComputedValue()
    {
        MeanIntersectionOverUnion metric = new(2);

        metric.Add([0, 1, 1, 1], [0, 0, 1, 1]);

        Assert.Equal(1.0 / 2, metric.ClassValue(0), 12);
        Assert.Equal(2.0 / 3, metric.ClassValue(1), 12);
        Assert.Equal(((1.0 / 2) + (2.0 / 3)) / 2, metric.Mean, 12);
        Assert.Equal(3.0 / 4, metric.PixelAccuracy, 12);
    }

    [Fact]
    public void Mean_WithIgnoredPixels_LeavesThemOut()
    {
        MeanIntersectionOverUnion metric = new(3);

        metric.Add([0, 1, 2, 200], [0, 1, 255, 255]);

        Assert.Equal(2, metric.PixelCount);
        Assert.Equal(1, metric.Mean, 12);
    }

    [Fact]
    public void Mean_WithAnAbsentClass_DiffersFromTheMeanOverAllClasses()
    {
        MeanIntersectionOverUnion metric = new(4);

        metric.Add([0, 1, 2, 1], [0, 1, 1, 1]);

        // IoU: 1, 2/3, 0 (only predicted), 0 (absent).
        Assert.Equal((1 + (2.0 / 3)) / 2, metric.Mean, 12);
        Assert.Equal((1 + (2.0 / 3)) / 4, metric.MeanOverAllClasses, 12);
    }

    [Fact]
    public void Add_InTwoCalls_EqualsOneCall()
    {
        MeanIntersectionOverUnion once = new(3);
        MeanIntersectionOverUnion twice = new(3);

        once.Add([0, 1, 2, 1], [0, 2, 2, 1]);
        twice.Add([0, 1], [0, 2]);
        twice.Add([2, 1], [2, 1]);

        Assert.Equal(once.Mean, twice.Mean, 12);
    }

    [Fact]
    public void Results_WithoutPixels_AreZero()
    {
        MeanIntersectionOverUnion metric = new(2);

        metric.Add([0, 1], [255, 255]);

        Assert.Equal((0, 0, 0), (metric.Mean, metric.MeanOverAllClasses, metric.PixelAccuracy));
    }

    [Theory]
    [InlineData(new byte[] { 0, 3 }, new byte[] { 1, 2 }, "3 as prediction at pixel 1")]
    [InlineData(new byte[] { 0, 1 }, new byte[] { 4, 2 }, "4 as truth")]
    [InlineData(new byte[] { 0 }, new byte[] { 1, 2 }, "2 values")]
    public void Add_WithWrongInput_SaysWhatIsWrongAndCountsNothing(byte[] predicted, byte[] truth, string message)
    {
        MeanIntersectionOverUnion metric = new(3);

        ArgumentException error = Assert.Throws<ArgumentException>(() => metric.Add(predicted, truth));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, metric.PixelCount);
    }
}
