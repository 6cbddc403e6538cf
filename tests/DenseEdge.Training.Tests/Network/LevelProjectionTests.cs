using DenseEdge.Training.Necks;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Network;

public sealed class LevelProjectionTests
{
    private static readonly int[] Channels = [3, 4, 5, 6];

    [Fact]
    public void Forward_OnOddSizes_EqualsTheConvolutionOfTheConcatenation()
    {
        using DisposeScope scope = NewDisposeScope();
        using LevelConcat concatenation = new(Channels);
        using LevelProjection projection = new(Channels, 7);
        projection.eval();
        Tensor[] levels =
        [
            Numbers.Uniform(1, 2, 3, 11, 13), Numbers.Uniform(2, 2, 4, 6, 7),
            Numbers.Uniform(3, 2, 5, 3, 4), Numbers.Uniform(4, 2, 6, 2, 2),
        ];

        Tensor expected = projection.Project.call(concatenation.call(levels));

        // Both sum 18 products of numbers below 1 in single precision, in another order.
        Assert.True(Numbers.Difference(expected, projection.call(levels)) < 1e-6);
        Assert.Equal(18, concatenation.OutChannels);
        Assert.Equal(7, projection.OutChannels);
    }

    [Fact]
    public void NamedParameters_OfAProjection_AreThoseOfOneConvolutionOverAllLevels()
    {
        using LevelProjection projection = new(Channels, 7);
        Assert.Equal(
            ["project.bn.bias", "project.bn.weight", "project.conv.weight"],
            projection.named_parameters().Select(parameter => parameter.name).Order(StringComparer.Ordinal));
        Assert.Equal([7, 18, 1, 1], projection.get_parameter("project.conv.weight")!.shape);
    }
}
