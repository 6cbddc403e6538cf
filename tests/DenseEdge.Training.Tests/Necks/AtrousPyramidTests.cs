using DenseEdge.Training.Necks;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Necks;

public sealed class AtrousPyramidTests
{
    private static readonly int[] Channels = [3, 4, 5];

    [Theory]
    [InlineData(8, 12)]
    [InlineData(16, 6)]
    [InlineData(32, 3)]
    public void Dilations_ByTheStride_AreThePapers(int stride, int first)
    {
        using AtrousPyramid neck = new(Channels, stride, 16);
        Assert.Equal([1, first, 2 * first, 3 * first], neck.Convolutions.Select(conv => conv.Dilation));
        Assert.Equal(16, neck.OutChannels);
    }

    [Fact]
    public void Channels_WithoutAWidth_AreThePapers()
    {
        using AtrousPyramid neck = new(Channels, 16, 0);
        Assert.Equal(256, neck.OutChannels);
        Assert.Equal([48, 3, 1, 1], neck.LowLevel.Conv.weight!.shape);
        Assert.Equal([256, 304, 3, 3], neck.Fusion.Conv.weight!.shape);
    }

    [Fact]
    public void Forward_IsAtTheFirstLevelsSizeAndSeesTheWholeImage()
    {
        using DisposeScope scope = NewDisposeScope();
        using AtrousPyramid neck = new(Channels, 32, 16);
        neck.eval();
        Tensor fine = Numbers.Uniform(1, 2, 3, 33, 41);
        Tensor deep = Numbers.Uniform(2, 2, 5, 30, 30);
        Tensor changed = deep.clone();
        changed.narrow(2, 29, 1).narrow(3, 29, 1).fill_(50);

        Tensor output = neck.call([fine, Numbers.Uniform(3, 2, 4, 17, 21), deep]);
        Tensor other = neck.call([fine, Numbers.Uniform(3, 2, 4, 17, 21), changed]);

        // The first pixel is farther from the last than any dilated kernel reaches: only the image's mean connects them.
        Assert.Equal([2, 16, 33, 41], output.shape);
        Assert.True(Numbers.Difference(output.narrow(2, 0, 2).narrow(3, 0, 2), other.narrow(2, 0, 2).narrow(3, 0, 2)) > 1e-4);
    }

    [Fact]
    public void Forward_InTrainingWithOneImage_GivesNumbers()
    {
        using DisposeScope scope = NewDisposeScope();
        using AtrousPyramid neck = new(Channels, 16, 16);
        neck.train();

        _ = neck.call([Numbers.Uniform(1, 1, 3, 8, 8), Numbers.Uniform(3, 1, 4, 4, 4), Numbers.Uniform(2, 1, 5, 2, 2)]);

        Assert.All(neck.named_buffers(), buffer => Assert.All(
            Numbers.Values(buffer.buffer), value => Assert.True(double.IsFinite(value), buffer.name)));
    }
}
