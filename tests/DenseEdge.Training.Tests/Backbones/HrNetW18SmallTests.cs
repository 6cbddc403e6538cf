using DenseEdge.Training.Backbones;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Backbones;

public sealed class HrNetW18SmallTests
{
    [Fact]
    public void Forward_OnAnOddSize_HalvesWithRoundingUp()
    {
        using DisposeScope scope = NewDisposeScope();
        using HrNetW18Small backbone = new();
        backbone.eval();

        Tensor[] levels = backbone.call(Networks.Images(1, 1, 53, 70));

        Assert.Equal(
            ["1x18x14x18", "1x36x7x9", "1x72x4x5", "1x144x2x3"],
            levels.Select(level => string.Join('x', level.shape)));
    }

    [Fact]
    public void NamedParameters_OfTheNetwork_AreTheAuthorsNames()
    {
        using HrNetW18Small backbone = new();
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
        using HrNetW18Small backbone = new();
        Tensor image = tensor([0.485f * 255, 0f, 255f], [1L, 3, 1, 1]);
        double[] expected = [0, -0.456 / 0.224, (1 - 0.406) / 0.225];
        Assert.All(
            Numbers.Values(backbone.Normalize(image)).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }
}
