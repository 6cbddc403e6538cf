using DenseEdge.Training.Backbones;
using DenseEdge.Training.Network;
using DenseEdge.Training.Tests.Network;
using DenseEdge.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Weights;

public sealed class BackboneWeightsTests
{
    [Fact]
    public void LoadBackbone_OfFoldedMobileNet_KeepsTheFoldedFunction()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        Dictionary<string, SafeTensor> folded = Folded();
        string path = folder.Path("folded.safetensors");
        SafeTensors.Write(path, folded);
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small);
        MobileNetV2 backbone = (MobileNetV2)network.Backbone;

        network.LoadBackbone(path, Networks.Images(5, 2, 64, 96));
        network.eval();

        // Other images than those that decided the statistics.
        Tensor images = Networks.Images(6, 2, 53, 70);
        Dictionary<ConvUnit, string> names = backbone.NamedUnits().ToDictionary(unit => unit.Unit, unit => unit.ConvName);
        Tensor[] expected = [backbone.Normalize(images)];
        foreach (int stage in backbone.Stages.Stages)
        {
            expected = backbone.Run(stage, expected, (unit, input) => unit.Activate(
                unit.Convolve(input) + folded[$"{names[unit]}.bias"].ToTensor().reshape(1, -1, 1, 1)));
        }

        Tensor[] actual = backbone.call(images);
        for (int level = 0; level < expected.Length; level++)
        {
            // 51 layers, each with the rounding of a division and a multiplication by the same deviation.
            double scale = Numbers.Values(expected[level]).Max(Math.Abs);
            Assert.True(Numbers.Difference(expected[level], actual[level]) < 1e-4 * scale, $"level {level}");
        }
    }

    [Fact]
    public void LoadBackbone_OfFoldedMobileNet_NormalisesItsOwnImages()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        string path = folder.Path("folded.safetensors");
        SafeTensors.Write(path, Folded());
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small);
        ConvUnit stem = ((MobileNetV2)network.Backbone).Stem;
        Tensor images = Networks.Images(5, 2, 64, 96);

        network.LoadBackbone(path, images);

        Tensor convolved = stem.Convolve(network.Backbone.Normalize(images));
        Assert.True(Numbers.Difference(stem.Norm.running_mean!, convolved.mean([0, 2, 3])) < 1e-5);
        Assert.True(Numbers.Difference(stem.Norm.running_var!, convolved.var([0, 2, 3], unbiased: false)) < 1e-5);
    }

    [Fact]
    public void LoadBackbone_OfAFileThatDoesNotFit_ListsEverything()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        Dictionary<string, SafeTensor> folded = Folded();
        folded.Remove("features.3.conv.2.bias");
        folded["features.0.0.weight"] = SafeTensor.FromTensor(zeros([32, 3, 5, 5]));
        folded["features.99.weight"] = SafeTensor.FromTensor(zeros([2]));
        folded["classifier.1.weight"] = SafeTensor.FromTensor(zeros([2]));
        string path = folder.Path("other.safetensors");
        SafeTensors.Write(path, folded);
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small);

        string message = Assert.Throws<InvalidDataException>(
            () => network.LoadBackbone(path, Networks.Images(5, 1, 64, 64))).Message;

        Assert.Contains("100 tensors fit the network.", message, StringComparison.Ordinal);
        Assert.Contains("1 missing: features.3.conv.2.bias [24].", message, StringComparison.Ordinal);
        Assert.Contains("1 unexpected: features.99.weight [2].", message, StringComparison.Ordinal);
        Assert.Contains(
            "1 of another shape: features.0.0.weight [32, 3, 3, 3] is [32, 3, 5, 5].", message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadBackbone_OfHrNet_CopiesEverythingButTheClassifier()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        using HrNet source = new(HrNetShape.W18Small);
        Dictionary<string, SafeTensor> tensors = source.state_dict()
            .Where(entry => !entry.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key, entry => SafeTensor.FromTensor(entry.Value));
        tensors["incre_modules.0.0.conv1.weight"] = SafeTensor.FromTensor(zeros([2]));
        string path = folder.Path("hrnet.safetensors");
        SafeTensors.Write(path, tensors);
        using MultiTaskNetwork network = MultiTaskNetwork.Create(
            Networks.Small with { Backbone = BackboneKind.HrNetW18Small }, 5);

        network.LoadBackbone(path);

        Tensor copied = network.get_parameter("backbone.stage4.1.branches.3.1.conv2.weight")!;
        Assert.Equal(0, Numbers.Difference(source.get_parameter("stage4.1.branches.3.1.conv2.weight")!, copied));
    }

    private static Dictionary<string, SafeTensor> Folded()
    {
        using MobileNetV2 backbone = new();
        Dictionary<string, SafeTensor> tensors = [];
        int seed = 100;
        foreach ((string name, ConvUnit unit) in backbone.NamedUnits())
        {
            long[] shape = unit.Conv.weight!.shape;
            double scale = Math.Sqrt(6.0 / (shape[1] * shape[2] * shape[3]));
            tensors[$"{name}.weight"] = SafeTensor.FromTensor(Numbers.Uniform(seed++, shape).mul(scale));
            tensors[$"{name}.bias"] = SafeTensor.FromTensor(Numbers.Uniform(seed++, shape[0]));
        }

        return tensors;
    }
}
