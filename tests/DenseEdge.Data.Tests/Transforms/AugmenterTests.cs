using System.ComponentModel.DataAnnotations;
using DenseEdge.Data.Transforms;

namespace DenseEdge.Data.Tests.Transforms;

public sealed class AugmenterTests
{
    private static readonly TrainingAugmentation Options = new() { CropHeight = 24, CropWidth = 40 };

    [Fact]
    public void Apply_WithTheSameSeed_RepeatsItself()
    {
        DenseSample sample = RandomSample.Make(30, 44);
        Augmenter augmenter = new(Options);

        DenseSample first = augmenter.Apply(sample, new Random(5));

        RandomSample.AssertEqual(first, augmenter.Apply(sample, new Random(5)));
        Assert.False(first.Image.Pixels.SequenceEqual(augmenter.Apply(sample, new Random(6)).Image.Pixels));
    }

    [Fact]
    public void Apply_WithManySeeds_AlwaysGivesTheCropSize()
    {
        DenseSample sample = RandomSample.Make(30, 44);
        Augmenter augmenter = new(Options);
        Random random = new(7);

        for (int i = 0; i < 50; i++)
        {
            DenseSample varied = augmenter.Apply(sample, random);

            Assert.Equal((24, 40), (varied.Image.Height, varied.Image.Width));
            Assert.Equal(24 * 40 * 3, varied.Normals!.Components.Length);
        }
    }

    [Fact]
    public void Apply_WithEverythingOff_GivesTheSampleBack()
    {
        DenseSample sample = RandomSample.Make(24, 40);
        TrainingAugmentation off =
            Options with { MinScale = 1, MaxScale = 1, FlipProbability = 0, ColorProbability = 0 };

        RandomSample.AssertEqual(sample, new Augmenter(off).Apply(sample, new Random(1)));
    }

    [Fact]
    public void Apply_ToASmallSample_KeepsThePaddingsColor()
    {
        DenseSample sample = RandomSample.Make(24, 40);
        TrainingAugmentation half = Options with { MinScale = 0.5, MaxScale = 0.5, ColorProbability = 1 };

        DenseSample varied = new Augmenter(half).Apply(sample, new Random(2));

        Assert.Equal([124, 116, 104], varied.Image.Pixels[..3].ToArray());
        Assert.Equal([124, 116, 104], varied.Image.Pixels[^3..].ToArray());
        Assert.Equal((255, 0f), (varied.Segmentation!.Labels[0], varied.Depth!.Meters[0]));
    }

    [Fact]
    public void Apply_WithScalesFromFit_ShowsTheWholeImageAndKeepsItsDistances()
    {
        DenseSample sample = RandomSample.Make(48, 80);
        TrainingAugmentation whole = Options with
        {
            ScalesFromFit = true,
            MinScale = 1,
            MaxScale = 1,
            FlipProbability = 0,
            ColorProbability = 0,
        };

        DenseSample varied = new Augmenter(whole).Apply(sample, new Random(3));

        DenseSample halved = ScaleSample.Apply(sample, 0.5);
        Assert.Equal(halved.Segmentation!.Labels, varied.Segmentation!.Labels);
        Assert.True(halved.Image.Pixels.SequenceEqual(varied.Image.Pixels), "The image is not the whole one.");
        Assert.Equal(
            halved.Depth!.Meters.Select(meters => meters / 2), varied.Depth!.Meters);
    }

    [Fact]
    public void Apply_WithScalesFromFitBeyondOne_BringsTheSceneNearerByThatMuchOnly()
    {
        DenseSample sample = RandomSample.Make(48, 80);
        Array.Fill(sample.Depth!.Meters, 3f);
        TrainingAugmentation nearer = Options with { ScalesFromFit = true, MinScale = 1.5, MaxScale = 1.5 };

        DenseSample varied = new Augmenter(nearer).Apply(sample, new Random(4));

        Assert.All(varied.Depth!.Meters, meters => Assert.Equal(2, meters, 1e-5));
    }

    [Fact]
    public void Validated_WithTwoFaults_NamesBoth()
    {
        TrainingAugmentation wrong = Options with { CropHeight = 0, MinScale = 3 };

        ValidationException error = Assert.Throws<ValidationException>(() => new Augmenter(wrong));

        Assert.Contains("CropHeight", error.Message, StringComparison.Ordinal);
        Assert.Contains("MinScale (3) is above MaxScale (2)", error.Message, StringComparison.Ordinal);
    }
}
