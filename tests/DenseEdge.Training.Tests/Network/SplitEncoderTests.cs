using DenseEdge.Contracts;
using DenseEdge.Training.Backbones;
using DenseEdge.Training.Network;
using DenseEdge.Training.Tests.Weights;
using DenseEdge.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Network;

public sealed class SplitEncoderTests
{
    private static readonly NetworkOptions Split = NetworkMatrix.All["mobilenet-v2 branched atrc"];

    [Fact]
    public void NamedParameters_OfASplitEncoder_KeepTheBackbonesNumbers()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Split);
        string[] names = [.. network.named_parameters().Select(named => named.name)];

        Assert.Contains("backbone.features.0.0.weight", names);
        Assert.Contains("backbone.features.6.conv.3.bias", names);
        Assert.DoesNotContain("backbone.features.7.conv.3.bias", names);
        Assert.Contains("branches.0.backbone.features.7.conv.3.bias", names);
        Assert.Contains("branches.1.backbone.features.17.conv.3.bias", names);
        Assert.Contains("branches.1.neck.project.conv.weight", names);
        Assert.DoesNotContain("neck.project.conv.weight", names);
        Assert.True(MultiTaskNetwork.IsBackboneParameter("branches.1.backbone.features.17.conv.3.bias"));
        Assert.False(MultiTaskNetwork.IsBackboneParameter("branches.1.neck.project.conv.weight"));
    }

    [Fact]
    public void Backbones_OfASplitEncoder_HaveTheWholeBackboneInEachPath()
    {
        using MultiTaskNetwork split = MultiTaskNetwork.Create(Split);
        using MobileNetV2 whole = new();

        long trunk = Count(split.Encoder.Trunk);

        Assert.All(split.Encoder.Branches, branch => Assert.Equal(Count(whole), trunk + Count(branch.Backbone)));
    }

    [Fact]
    public void Gradient_OfOneTask_ReachesOnlyItsOwnBranchAndTheSharedStages()
    {
        using DisposeScope scope = NewDisposeScope();
        using MultiTaskNetwork network = MultiTaskNetwork.Create(
            Split with { Refinement = RefinementKind.None, Genotype = null });
        NetworkOutput output = network.forward(Networks.Images(1, 2, 64, 96));

        IList<Tensor?> gradients = autograd.grad(
            [output.Final[TaskKind.Depth].square().sum()],
            [
                network.get_parameter("backbone.features.3.conv.0.0.weight")!,
                network.get_parameter("branches.0.backbone.features.9.conv.0.0.weight")!,
                network.get_parameter("branches.1.backbone.features.9.conv.0.0.weight")!,
            ],
            allow_unused: true)!;

        Assert.NotNull(gradients[0]);
        Assert.Null(gradients[1]);
        Assert.NotNull(gradients[2]);
    }

    [Fact]
    public void FreezeBackbone_PastTheSplit_FreezesEveryBranch()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Split);

        network.FreezeBackbone(3);

        string[] trained =
        [
            .. network.named_parameters()
                .Where(named => named.parameter.requires_grad && MultiTaskNetwork.IsBackboneParameter(named.name))
                .Select(named => named.name),
        ];
        Assert.NotEmpty(trained);
        Assert.All(trained, name => Assert.Matches(@"^branches\.[01]\.backbone\.features\.1[4-7]\.", name));
    }

    [Fact]
    public void LoadBackbone_OfASplitEncoder_FillsEveryBranch()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        using MobileNetV3Large source = new();
        Dictionary<string, SafeTensor> tensors = source.state_dict()
            .ToDictionary(entry => entry.Key, entry => SafeTensor.FromTensor(entry.Value));
        tensors["features.16.0.weight"] = SafeTensor.FromTensor(zeros([960, 160, 1, 1]));
        tensors["classifier.0.weight"] = SafeTensor.FromTensor(zeros([2]));
        string path = folder.Path("v3.safetensors");
        SafeTensors.Write(path, tensors);
        using MultiTaskNetwork network = MultiTaskNetwork.Create(NetworkMatrix.All["mobilenet-v3 branched cross-stitch"], 3);

        network.LoadBackbone(path);

        Tensor shared = source.get_parameter("features.5.block.0.0.weight")!;
        Tensor later = source.get_parameter("features.13.block.2.fc1.bias")!;
        Assert.Equal(0, Numbers.Difference(shared, network.get_parameter("backbone.features.5.block.0.0.weight")!));
        Assert.All(["0", "1"], branch => Assert.Equal(
            0, Numbers.Difference(later, network.get_parameter($"branches.{branch}.backbone.features.13.block.2.fc1.bias")!)));
    }

    [Fact]
    public void CrossStitch_BetweenBranches_MixesNineToOneAtTheStart()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(NetworkMatrix.All["mobilenet-v2 branched-0 cross-stitch"]);

        Assert.Equal([1, 2, 3, 4], network.Encoder.Stitches.Keys.Order());
        Assert.All(
            Numbers.Values(network.get_parameter("stitches.2.maps.1.factors.0.0.weight")!),
            factor => Assert.Equal(0.9, factor, 1e-6));
        Assert.All(
            Numbers.Values(network.get_parameter("stitches.2.maps.1.factors.0.1.weight")!),
            factor => Assert.Equal(0.1, factor, 1e-6));
        Assert.All(
            Numbers.Values(network.get_parameter("head.stitch.factors.depth.edge.weight")!),
            factor => Assert.Equal(0.1 / 3, factor, 1e-6));
    }

    [Fact]
    public void Validated_WithASplitThatDoesNotFit_ListsEverything()
    {
        NetworkOptions options = Split with
        {
            OutputStride = 12,
            Split = new EncoderSplit
            {
                AfterStage = 4,
                Groups = [[TaskKind.Depth, TaskKind.Saliency], [TaskKind.Depth]],
            },
        };

        string message = Assert.Throws<ArgumentException>(() => options.Validated()).Message;

        Assert.Contains("AfterStage must be 0 to 3, got 4.", message, StringComparison.Ordinal);
        Assert.Contains("contain depth 2 times", message, StringComparison.Ordinal);
        Assert.Contains("contain sal, which the network does not have", message, StringComparison.Ordinal);
        Assert.Contains("lack semseg, normals, edge", message, StringComparison.Ordinal);
        Assert.Contains("OutputStride must be 8 or 16, got 12.", message, StringComparison.Ordinal);
    }

    private static long Count(nn.Module module) => module.parameters().Sum(parameter => parameter.numel());
}
