using DenseEdge.Contracts;
using DenseEdge.Training.Contrast;
using DenseEdge.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Contrast;

public sealed class LabelShrinkingTests
{
    [Fact]
    public void Shrink_OfClasses_TakesThePixelAtTheCentre()
    {
        using DisposeScope scope = NewDisposeScope();
        byte[] classes = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
        classes[15] = 255;
        LabelBatch labels = new() { Segmentation = tensor(classes, [1, 4, 4]) };

        SourceLabels shrunken = LabelShrinking.Shrink(TaskKind.SemanticSegmentation, labels, 2, 2)!;

        // The centres of 2x2 cells lie between pixels; the pixel below and to the right counts: (1, 1), (1, 3), (3, 1), (3, 3).
        Assert.Equal([5, 7, 13, 255], shrunken.Classes);
        Assert.Equal([true, true, true, false], shrunken.IsValid);
        Assert.Equal((1, 4, true), (shrunken.Images, shrunken.PixelsPerImage, shrunken.HasAny));
    }

    [Fact]
    public void Shrink_OfBoundaries_KeepsThinLinesAndLeavesIgnoredPixelsOut()
    {
        using DisposeScope scope = NewDisposeScope();
        long[,] edges =
        {
            { 0, 1, 0, 0, 255, 255 },
            { 0, 0, 0, 0, 255, 255 },
            { 255, 0, 0, 0, 1, 255 },
            { 255, 255, 0, 0, 255, 0 },
        };
        LabelBatch labels = new() { Boundaries = tensor(edges).reshape(1, 4, 6) };

        SourceLabels shrunken = LabelShrinking.Shrink(TaskKind.Boundaries, labels, 2, 3)!;

        Assert.Equal([1, 0, 0, 0, 0, 1], shrunken.Classes);
        Assert.Equal([true, true, false, true, true, true], shrunken.IsValid);
    }

    [Fact]
    public void Shrink_OfBoundariesToAnOddSize_LeavesNoRowOut()
    {
        using DisposeScope scope = NewDisposeScope();
        for (int line = 0; line < 7; line++)
        {
            byte[] edges = new byte[7];
            edges[line] = 1;
            SourceLabels shrunken = LabelShrinking.Shrink(
                TaskKind.Boundaries, new LabelBatch { Boundaries = tensor(edges, [1, 7, 1]) }, 3, 1)!;
            Assert.Contains((byte)1, shrunken.Classes);
        }
    }

    [Fact]
    public void Shrink_OfDepth_TakesLogarithmsOfMeasuredPixels()
    {
        using DisposeScope scope = NewDisposeScope();
        LabelBatch labels = new() { Depth = tensor([0f, 2f, 0.5f, float.NaN], [1, 1, 2, 2]) };

        SourceLabels shrunken = LabelShrinking.Shrink(TaskKind.Depth, labels, 2, 2)!;

        Assert.Equal([false, true, true, false], shrunken.IsValid);
        Assert.Equal(MathF.Log(2), shrunken.Values[1], 1e-6f);
        Assert.Equal(MathF.Log(0.5f), shrunken.Values[2], 1e-6f);
    }

    [Fact]
    public void Shrink_OfNormals_TakesUnitLengthPixelByPixel()
    {
        using DisposeScope scope = NewDisposeScope();
        LabelBatch labels = new() { Normals = tensor([0f, 3f, 0f, 0f, 0f, 4f], [1, 3, 1, 2]) };

        SourceLabels shrunken = LabelShrinking.Shrink(TaskKind.SurfaceNormals, labels, 1, 2)!;

        Assert.Equal([false, true], shrunken.IsValid);
        Assert.Equal([0.6f, 0f, 0.8f], shrunken.Values[3..]);
    }

    [Fact]
    public void Shrink_OfAnImageBatch_CountsPixelsImageByImage()
    {
        using DisposeScope scope = NewDisposeScope();
        LabelBatch labels = new() { Saliency = tensor(new byte[] { 0, 0, 1, 1 }, [2, 1, 2]) };

        SourceLabels shrunken = LabelShrinking.Shrink(TaskKind.Saliency, labels, 1, 2)!;

        Assert.Equal([0, 0, 1, 1], shrunken.Classes);
        Assert.Equal((2, 2), (shrunken.Images, shrunken.PixelsPerImage));
    }

    [Fact]
    public void Shrink_WithoutALabel_GivesNothing()
        => Assert.Null(LabelShrinking.Shrink(TaskKind.HumanParts, new LabelBatch(), 2, 2));
}
