using DenseEdge.Training.Backbones;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Backbones;

public sealed class MobileNetV2Tests
{
    [Theory]
    [InlineData(8, 6)]
    [InlineData(7, 5)]
    [InlineData(8, 5)]
    [InlineData(7, 6)]
    public void Convolve_WithStrideTwo_PadsLikeTensorFlow(int height, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        using MobileNetV2 backbone = new();
        ConvUnit unit = backbone.Stem;
        Tensor input = Numbers.Uniform(1, 2, 3, height, width);

        // SAME: an even side is padded by 0 and 1, an odd one by 1 and 1.
        Tensor padded = nn.functional.pad(input, [width % 2, 1, height % 2, 1]);
        Tensor expected = nn.functional.conv2d(padded, unit.Conv.weight, null, [2, 2]);

        Assert.True(Numbers.Difference(expected, unit.Convolve(input)) < 1e-6);
    }

    [Fact]
    public void Forward_OnAnOddSize_HalvesWithRoundingUp()
    {
        using DisposeScope scope = NewDisposeScope();
        using MobileNetV2 backbone = new();
        backbone.eval();

        Tensor[] levels = backbone.call(Networks.Images(1, 1, 53, 70));

        Assert.Equal(
            ["1x24x14x18", "1x32x7x9", "1x96x4x5", "1x320x2x3"],
            levels.Select(level => string.Join('x', level.shape)));
    }

    [Fact]
    public void NamedUnits_OfTheNetwork_AreTheParametersNames()
    {
        using MobileNetV2 backbone = new();
        string[] parameters = [.. backbone.named_parameters().Select(parameter => parameter.name)];

        Assert.Equal(52 - 1, backbone.NamedUnits().Count());
        Assert.All(backbone.NamedUnits(), unit => Assert.Contains($"{unit.ConvName}.weight", parameters));
        Assert.Contains("features.0.1.weight", parameters);
        Assert.Contains("features.1.conv.2.bias", parameters);
        Assert.Contains("features.17.conv.3.bias", parameters);
    }

    [Fact]
    public void Parameters_OfTheNetwork_AreTorchvisionsWithoutTheLastLayer()
    {
        using MobileNetV2 backbone = new();

        // torchvision's features have 2 223 872 parameters; features.18 has 320·1280 weights and 2·1280 of its norm.
        Assert.Equal(2_223_872 - (320 * 1280) - (2 * 1280), backbone.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Normalize_OfPixels_IsFromMinusOneToOne()
    {
        using DisposeScope scope = NewDisposeScope();
        using MobileNetV2 backbone = new();
        double[] values = Numbers.Values(backbone.Normalize(tensor([0f, 127.5f, 255f], [1L, 3, 1, 1])));
        Assert.All(values.Zip([-1.0, 0, 1]), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }
}
