namespace DenseEdge.Evaluation.Tests;

public sealed class MeanAngularErrorTests
{
    // Planar: three pixels, all x, all y, all z. Angles 0, 90 and 45 degrees.
    private static readonly float[] Predicted = [2, 0, 3, 0, 5, 3, 0, 0, 0];
    private static readonly float[] Truth = [1, 1, 1, 0, 0, 0, 0, 0, 0];

    [Fact]
    public void Results_OfThreePixels_AreTheHandComputedValues()
    {
        MeanAngularError metric = new();

        metric.Add(Predicted, Truth);

        Assert.Equal(45, metric.MeanDegrees, 6);
        Assert.Equal(45, metric.MedianDegrees, 2);
        Assert.Equal(1.0 / 3, metric.ShareWithin(11.25), 12);
        Assert.Equal(2.0 / 3, metric.ShareWithin(60), 12);
        Assert.Equal(1, metric.ShareWithin(90.01), 12);
    }

    [Fact]
    public void ShareWithin_ALimitOfTheBenchmarks_IsExact()
    {
        MeanAngularError metric = new();
        float[] angles = [11.249f, 11.251f, 22.499f, 22.501f, 29.999f, 30.001f];
        float[] predicted = [.. angles.Select(angle => MathF.Cos(angle * MathF.PI / 180)),
            .. angles.Select(angle => MathF.Sin(angle * MathF.PI / 180)), .. new float[6]];

        metric.Add(predicted, [.. Enumerable.Repeat(1f, 6), .. new float[12]]);

        Assert.Equal(
            (1 / 6.0, 3 / 6.0, 5 / 6.0), (metric.ShareWithin(11.25), metric.ShareWithin(22.5), metric.ShareWithin(30)));
    }

    [Fact]
    public void Add_WithAnOppositeAndAZeroPrediction_Gives180And90Degrees()
    {
        MeanAngularError metric = new();

        metric.Add([0, 0, 0, 0, -3, 0], [0, 0, 0, 1, 1, 0]);

        Assert.Equal((180 + 90) / 2.0, metric.MeanDegrees, 6);
    }

    [Fact]
    public void Add_WithoutATrueNormal_SkipsThePixel()
    {
        MeanAngularError metric = new();

        metric.Add([1, 2, 3, 4, 5, 6, 7, 8, 0], [0, 255, 3, 0, 255, 6, 0, 255, 0]);

        Assert.Equal(1, metric.PixelCount);
        Assert.Equal(0, metric.MeanDegrees, 6);
    }

    [Fact]
    public void Results_WithoutPixels_AreZero()
    {
        MeanAngularError metric = new();

        metric.Add([1, 2, 3], [0, 0, 0]);

        Assert.Equal((0, 0, 0), (metric.MeanDegrees, metric.MedianDegrees, metric.ShareWithin(30)));
    }

    [Fact]
    public void Add_WithALengthThatIsNoMultipleOfThree_Throws()
    {
        Assert.Throws<ArgumentException>(() => new MeanAngularError().Add([1, 2], [3, 4]));
    }
}
