using DenseEdge.Contracts;
using DenseEdge.Data.Transforms;

namespace DenseEdge.Data.Tests.Transforms;

public sealed class ResizeSampleTests
{
    [Fact]
    public void Apply_ToHalf_AveragesTheImageAndKeepsDepth()
    {
        DenseSample sample = new()
        {
            Id = "four pixels",
            Image = new Rgb24Image(2, 2, [10, 0, 0, 20, 0, 0, 30, 0, 4, 60, 0, 8]),
            Depth = new DepthMap(2, 2, [1, 2, 3, 4]),
        };

        DenseSample resized = ResizeSample.Apply(sample, 1, 1);

        Assert.Equal([30, 0, 3], resized.Image.Pixels.ToArray());
        Assert.Equal([4], resized.Depth!.Meters);
    }

    [Fact]
    public void Apply_ToTheSameSize_GivesTheSampleBack()
    {
        DenseSample sample = RandomSample.Make(4, 6);

        Assert.Same(sample, ResizeSample.Apply(sample, 4, 6));
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(9, 17)]
    [InlineData(20, 8)]
    public void Apply_OfOneColor_KeepsIt(int height, int width)
    {
        byte[] pixels = [.. Enumerable.Range(0, 7 * 11 * 3).Select(i => (byte)(50 + (60 * (i % 3))))];
        DenseSample sample = new() { Id = "plain", Image = new Rgb24Image(7, 11, pixels) };

        Rgb24Image resized = ResizeSample.Apply(sample, height, width).Image;

        for (int i = 0; i < resized.Pixels.Length; i++)
        {
            Assert.Equal(50 + (60 * (i % 3)), resized.Pixels[i]);
        }
    }

    [Fact]
    public void Apply_WithThinBoundaries_KeepsThemWhereNearestLosesThem()
    {
        byte[] line = new byte[8 * 8];
        for (int y = 0; y < 8; y++)
        {
            line[(y * 8) + 1] = 1;
        }

        DenseSample sample = RandomSample.Make(8, 8) with { Boundaries = new LabelMap(8, 8, line) };

        byte[] max = ResizeSample.Apply(sample, 2, 2).Boundaries!.Labels;
        byte[] nearest = ResizeSample.Apply(sample, 2, 2, BoundaryDownscaling.Nearest).Boundaries!.Labels;

        Assert.Equal([1, 0, 1, 0], max);
        Assert.Equal([0, 0, 0, 0], nearest);
    }

    [Fact]
    public void Apply_WithUnknownBoundaries_StaysUnknownOnlyWhereAllAre()
    {
        DenseSample sample =
            RandomSample.Make(1, 6) with { Boundaries = new LabelMap(1, 6, [255, 255, 255, 0, 1, 255]) };

        Assert.Equal([255, 0, 1], ResizeSample.Apply(sample, 1, 3).Boundaries!.Labels);
    }
}
