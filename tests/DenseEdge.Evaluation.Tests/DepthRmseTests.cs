namespace DenseEdge.Evaluation.Tests;

public sealed class DepthRmseTests
{
    [Fact]
    public void Results_OfFourPixels_AreTheHandComputedValues()
    {
        DepthRmse metric = new();

        metric.Add([1, 2, 5, -3], [1.1f, 4, 2, 0.5f]);

        // Errors -0.1, -2, 3 and, clamped to 0, -0.5.
        Assert.Equal(Math.Sqrt((0.01 + 4 + 9 + 0.25) / 4), metric.Meters, 6);
        Assert.Equal(((0.1 / 1.1) + 0.5 + 1.5 + 1) / 4, metric.AbsoluteRelative, 6);
        Assert.Equal(0.25, metric.WithinRatio125, 12);
    }

    [Fact]
    public void Add_WithoutAMeasurement_SkipsThePixel()
    {
        DepthRmse metric = new();

        metric.Add([3, 9, 8, 7, 6], [2, 0, 255, float.NaN, -1]);

        Assert.Equal(1, metric.PixelCount);
        Assert.Equal(1, metric.Meters, 12);
    }

    [Fact]
    public void Add_IfAskedToCount255_TakesItForMetres()
    {
        DepthRmse metric = new(counts255: true);

        metric.Add([3, 252], [0, 255]);

        Assert.Equal((1, 9, 3), (metric.PixelCount, metric.SumOfSquares, metric.Meters));
    }

    [Fact]
    public void Results_WithoutPixels_AreZero()
    {
        DepthRmse metric = new();

        metric.Add([4], [0]);

        Assert.Equal((0, 0, 0), (metric.Meters, metric.AbsoluteRelative, metric.WithinRatio125));
    }

    [Fact]
    public void Add_WithNaN_NamesThePosition()
    {
        DepthRmse metric = new();

        ArgumentException error = Assert.Throws<ArgumentException>(() => metric.Add([1, float.NaN], [2, 3]));

        Assert.Contains("position 1", error.Message, StringComparison.Ordinal);
    }
}
