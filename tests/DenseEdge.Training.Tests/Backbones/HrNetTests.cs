using DenseEdge.Training.Backbones;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Backbones;

public sealed class HrNetTests
{
    [Fact]
    public void Forward_OnAnOddSize_HalvesWithRoundingUp()
    {
        using DisposeScope scope = NewDisposeScope();
        using HrNet backbone = new(HrNetShape.W18Small);
        backbone.eval();

        Tensor[] levels = backbone.call(Networks.Images(1, 1, 53, 70));

        Assert.Equal(
            ["1x18x14x18", "1x36x7x9", "1x72x4x5", "1x144x2x3"],
            levels.Select(level => string.Join('x', level.shape)));
    }

    [Fact]
    public void Create_OfEachVariant_HasThePublishedParameterCount()
    {
        using HrNet small = new(HrNetShape.W18Small);
        using HrNet large = new(HrNetShape.W48);

        Assert.Equal(3.861, Math.Round(small.parameters().Sum(parameter => parameter.numel()) / 1e6, 3));
        Assert.Equal(65.325, Math.Round(large.parameters().Sum(parameter => parameter.numel()) / 1e6, 3));
        Assert.Contains("stage3.3.branches.2.3.bn2.weight", large.named_parameters().Select(parameter => parameter.name));
    }

    [Fact]
    public void NamedParameters_OfTheNetwork_AreTheAuthorsNames()
    {
        using HrNet backbone = new(HrNetShape.W18Small);
        string[] parameters = [.. backbone.named_parameters().Select(parameter => parameter.name)];

        Assert.Contains("layer1.0.downsample.0.weight", parameters);
        Assert.Contains("transition1.0.0.weight", parameters);
        Assert.Contains("transition1.1.0.0.weight", parameters);
        Assert.Contains("transition3.3.0.1.bias", parameters);
        Assert.Contains("stage2.0.fuse_layers.1.0.0.0.weight", parameters);
        Assert.Contains("stage4.1.branches.3.1.bn2.weight", parameters);
        Assert.Contains("stage4.1.fuse_layers.3.0.2.0.weight", parameters);
        Assert.DoesNotContain("stage4.1.fuse_layers.0.0.0.weight", parameters);
    }

    [Fact]
    public void Normalize_OfPixels_SubtractsImageNetsMean()
    {
        using DisposeScope scope = NewDisposeScope();
        using HrNet backbone = new(HrNetShape.W18Small);
        Tensor image = tensor([0.485f * 255, 0f, 255f], [1L, 3, 1, 1]);
        double[] expected = [0, -0.456 / 0.224, (1 - 0.406) / 0.225];
        Assert.All(
            Numbers.Values(backbone.Normalize(image)).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }
}
