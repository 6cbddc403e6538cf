using DenseEdge.Training.Backbones;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Backbones;

public sealed class TorchvisionBackboneTests
{
    [Fact]
    public void Parameters_OfResNet50_AreTorchvisionsWithoutTheClassifier()
    {
        using ResNet50 backbone = new(outputStride: 16);
        string[] names = [.. backbone.named_parameters().Select(named => named.name)];

        // torchvision's resnet50 has 25 557 032 parameters; fc has 2048·1000 weights and 1000 biases.
        Assert.Equal(25_557_032 - (2048 * 1000) - 1000, Count(backbone));
        Assert.Contains("conv1.weight", names);
        Assert.Contains("layer1.0.downsample.1.bias", names);
        Assert.Contains("layer4.2.bn3.weight", names);
        Assert.DoesNotContain("layer4.1.downsample.0.weight", names);
    }

    [Theory]
    [InlineData(8, "1x256x14x18", "1x512x7x9", "1x1024x7x9", "1x2048x7x9")]
    [InlineData(16, "1x256x14x18", "1x512x7x9", "1x1024x4x5", "1x2048x4x5")]
    public void Forward_OfResNet50_StaysAtTheOutputStride(int outputStride, params string[] shapes)
    {
        using DisposeScope scope = NewDisposeScope();
        using ResNet50 backbone = new(outputStride);
        backbone.eval();

        Tensor[] levels = backbone.call(Networks.Images(1, 1, 53, 70));

        Assert.Equal(shapes, levels.Select(level => string.Join('x', level.shape)));
        Assert.Equal([4, 8, Math.Min(16, outputStride), outputStride], backbone.LevelStrides);
    }

    [Fact]
    public void Blocks_OfADilatedResNet50_HaveTorchvisionsDilations()
    {
        using ResNet50 fine = new(outputStride: 8);
        using ResNet50 coarse = new(outputStride: 16);

        Assert.Equal([1, 2, 2, 2, 2, 2], fine.BlocksOf(3).Select(block => block.Dilation));
        Assert.Equal([2, 4, 4], fine.BlocksOf(4).Select(block => block.Dilation));
        Assert.Equal([1, 1, 1, 1, 1, 1], coarse.BlocksOf(3).Select(block => block.Dilation));
        Assert.Equal([1, 2, 2], coarse.BlocksOf(4).Select(block => block.Dilation));
        Assert.Equal([2, 1, 1, 1], coarse.BlocksOf(2).Select(block => block.Stride));
        Assert.Equal([1, 1, 1], coarse.BlocksOf(4).Select(block => block.Stride));
    }

    [Fact]
    public void Parameters_OfMobileNetV3_AreTorchvisionsWithoutTheLastLayers()
    {
        using MobileNetV3Large backbone = new();
        string[] names = [.. backbone.named_parameters().Select(named => named.name)];

        // torchvision's mobilenet_v3_large has 5 483 032 parameters, of which features.16 has 160·960 + 2·960 and the
        // classifier 960·1280 + 1280 + 1280·1000 + 1000.
        const int LastLayers = (160 * 960) + (2 * 960) + (960 * 1280) + 1280 + (1280 * 1000) + 1000;
        Assert.Equal(5_483_032 - LastLayers, Count(backbone));
        Assert.Contains("features.0.0.weight", names);
        Assert.Contains("features.1.block.1.1.bias", names);
        Assert.Contains("features.4.block.2.fc1.weight", names);
        Assert.Contains("features.15.block.3.1.weight", names);
        Assert.Equal([24, 72, 1, 1], backbone.get_parameter("features.4.block.2.fc1.weight")!.shape);
    }

    [Fact]
    public void Forward_OfMobileNetV3_HalvesWithRoundingUp()
    {
        using DisposeScope scope = NewDisposeScope();
        using MobileNetV3Large backbone = new();
        backbone.eval();

        Tensor[] levels = backbone.call(Networks.Images(1, 1, 53, 70));

        Assert.Equal(
            ["1x24x14x18", "1x40x7x9", "1x112x4x5", "1x160x2x3"], levels.Select(level => string.Join('x', level.shape)));
    }

    [Fact]
    public void HardSwish_OfALayer_IsThePapersFunction()
    {
        using DisposeScope scope = NewDisposeScope();
        using ActivatedConv layer = new(1, 1, 1, 1, 1, Activation.HardSwish);
        layer.eval();
        using (no_grad())
        {
            layer.Conv.weight!.fill_(Math.Sqrt(1 + ActivatedConv.NormEpsilon));
        }

        double[] values = [-4, -3, -1.5, 0, 1.5, 3, 4];
        Tensor output = layer.call(tensor([.. values.Select(value => (float)value)], [1L, 1, 1, values.Length]));

        Assert.All(
            values.Zip(Numbers.Values(output)),
            pair => Assert.Equal(pair.First * Math.Clamp(pair.First + 3, 0, 6) / 6, pair.Second, 1e-5));
    }

    [Fact]
    public void SqueezeExcitation_WithConstantLayers_ScalesByTheHardSigmoid()
    {
        using DisposeScope scope = NewDisposeScope();
        using SqueezeExcitation squeeze = new(2, 8);
        using (no_grad())
        {
            squeeze.Squeeze.weight!.fill_(0);
            squeeze.Squeeze.bias!.fill_(1);
            squeeze.Excite.weight!.fill_(0.125);
            squeeze.Excite.bias!.copy_(tensor([-1f, 5f]));
        }

        // fc2 gives 8 · 0.125 − 1 = 0 and 1 + 5 = 6: factors 0.5 and 1.
        Tensor input = Numbers.Uniform(1, 1, 2, 3, 4);
        Tensor expected = input.mul(tensor([0.5f, 1f]).reshape(1, 2, 1, 1));
        Assert.True(Numbers.Difference(expected, squeeze.call(input)) < 1e-6);
    }

    private static long Count(nn.Module module) => module.parameters().Sum(parameter => parameter.numel());
}
