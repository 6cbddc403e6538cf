using DenseEdge.Contracts;
using DenseEdge.Data.Transforms;

namespace DenseEdge.Data.Tests.Transforms;

public sealed class GeometryTests
{
    [Fact]
    public void Flip_Twice_GivesTheSampleBack()
    {
        DenseSample sample = RandomSample.Make(5, 7);

        RandomSample.AssertEqual(sample, FlipSample.Apply(FlipSample.Apply(sample)));
    }

    [Fact]
    public void Flip_OfOneRow_MirrorsLabelsAndTurnsTheNormalsX()
    {
        DenseSample sample = RandomSample.Make(1, 2) with
        {
            Segmentation = new LabelMap(1, 2, [3, 4]),
            Normals = new NormalMap(1, 2, [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f]),
        };

        DenseSample flipped = FlipSample.Apply(sample);

        Assert.Equal([4, 3], flipped.Segmentation!.Labels);
        Assert.Equal([-0.2f, -0.1f, 0.4f, 0.3f, 0.6f, 0.5f], flipped.Normals!.Components);
    }

    [Fact]
    public void Scale_ByOne_GivesTheSampleBack()
    {
        DenseSample sample = RandomSample.Make(5, 7);

        Assert.Same(sample, ScaleSample.Apply(sample, 1));
    }

    [Fact]
    public void Scale_ByTwo_InterpolatesTheImageRepeatsLabelsAndHalvesDepth()
    {
        DenseSample sample = new()
        {
            Id = "two pixels",
            Image = new Rgb24Image(1, 2, [0, 10, 20, 100, 50, 60]),
            Segmentation = new LabelMap(1, 2, [8, 9]),
            Depth = new DepthMap(1, 2, [3, 5]),
        };

        DenseSample scaled = ScaleSample.Apply(sample, 2);

        // Weights 1, 3/4, 1/4, 0 of the left pixel.
        Assert.Equal([0, 10, 20, 25, 20, 30, 75, 40, 50, 100, 50, 60], scaled.Image.Pixels[..12].ToArray());
        Assert.Equal([8, 8, 9, 9, 8, 8, 9, 9], scaled.Segmentation!.Labels);
        Assert.Equal([1.5f, 1.5f, 2.5f, 2.5f], scaled.Depth!.Meters[4..]);
    }

    [Fact]
    public void Crop_OfAWindow_TakesItsPixels()
    {
        DenseSample sample =
            RandomSample.Make(3, 3) with { Segmentation = new LabelMap(3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]) };

        DenseSample cropped = CropSample.Apply(sample, new CropWindow(1, 1, 2, 5));

        Assert.Equal([5, 6, 8, 9], cropped.Segmentation!.Labels);
        Assert.Equal(sample.Image.Pixels.Slice(12, 6), cropped.Image.Pixels[..6]);
    }

    [Fact]
    public void Pad_OfASmallSample_CentresItInUnknownPixels()
    {
        DenseSample sample = RandomSample.Make(1, 2) with
        {
            Segmentation = new LabelMap(1, 2, [3, 4]),
            Depth = new DepthMap(1, 2, [6, 7]),
        };

        DenseSample padded = PadSample.Apply(sample, 2, 5, new PadColor(11, 12, 13));

        Assert.Equal([255, 3, 4, 255, 255, 255, 255, 255, 255, 255], padded.Segmentation!.Labels);
        Assert.Equal([0, 6, 7, 0, 0, 0, 0, 0, 0, 0], padded.Depth!.Meters);
        Assert.Equal([11, 12, 13], padded.Image.Pixels[..3].ToArray());
        Assert.Equal(sample.Image.Pixels, padded.Image.Pixels.Slice(3, 6));
    }

    [Fact]
    public void IgnoreRegions_OfUnknownPixels_MarksThemBy255()
    {
        DenseSample sample = RandomSample.Make(1, 2) with
        {
            Depth = new DepthMap(1, 2, [0, 7]),
            Normals = new NormalMap(1, 2, [0, 0, 0, 1, 0, 0]),
            HumanParts = new LabelMap(1, 2, [0, 255]),
        };

        DenseSample marked = IgnoreRegions.Apply(sample);

        Assert.Equal([255, 7], marked.Depth!.Meters);
        Assert.Equal([255, 0, 255, 1, 255, 0], marked.Normals!.Components);
        Assert.Equal([255, 255], marked.HumanParts!.Labels);
        Assert.Equal([0, 0, 0, 1, 0, 0], sample.Normals!.Components);
    }

    [Theory]
    [InlineData(0.5, 0, 0, 11, 15, false)]
    [InlineData(0.5, 0, 0, 11, 15, true)]
    [InlineData(1.0, 3, 2, 16, 20, true)]
    [InlineData(1.37, 9, 11, 16, 20, false)]
    [InlineData(1.37, 9, 11, 16, 20, true)]
    [InlineData(2.0, 30, 41, 16, 20, true)]
    public void ScaleCropFlip_OfAnyPlan_EqualsTheSingleSteps(
        double factor, int top, int left, int height, int width, bool mirrored)
    {
        DenseSample sample = RandomSample.Make(23, 31);
        CropWindow window = new(top, left, height, width);
        PadColor color = new(124, 116, 104);

        DenseSample steps = CropSample.Apply(ScaleSample.Apply(sample, factor), window);
        steps = PadSample.Apply(mirrored ? FlipSample.Apply(steps) : steps, 16, 20, color);

        RandomSample.AssertEqual(steps, ScaleCropFlip.Apply(sample, factor, window, mirrored, 16, 20, color));
    }

    [Fact]
    public void CategoryRule_OfOneDominantClass_Refuses()
    {
        LabelMap mixed = new(2, 4, [1, 1, 1, 2, 1, 1, 2, 255]);
        LabelMap dominated = new(2, 4, [1, 1, 1, 1, 1, 1, 1, 2]);
        LabelMap single = new(2, 4, [3, 3, 3, 255, 255, 255, 255, 255]);
        CropWindow all = new(0, 0, 2, 4);

        Assert.True(CategoryRule.Accepts(mixed, all, 0.75));
        Assert.False(CategoryRule.Accepts(dominated, all, 0.75));
        Assert.False(CategoryRule.Accepts(single, all, 0.75));
        Assert.True(CategoryRule.Accepts(dominated, new CropWindow(0, 3, 2, 1), 0.75));
    }

    [Fact]
    public void RandomCropWindow_WithTheRule_AvoidsTheDominatedHalf()
    {
        // Left half: one class. Right half: columns of two classes.
        LabelMap map = new(8, 32, [.. Enumerable.Range(0, 256).Select(i => (byte)(i % 32 < 16 ? 0 : 1 + (i % 2)))]);
        Random random = new(3);

        int good = Enumerable.Range(0, 200)
            .Count(_ => CategoryRule.Accepts(map, RandomCropWindow.Draw(map, 8, 32, 8, 4, 0.75, random), 0.75));

        Assert.InRange(good, 198, 200);
    }
}
