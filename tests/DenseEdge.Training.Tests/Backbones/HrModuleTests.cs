using DenseEdge.Training.Backbones;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Backbones;

public sealed class HrModuleTests
{
    private static readonly int[] Channels = [2, 3];

    [Fact]
    public void Forward_OnAnOddSize_ResizesByTwoFirstAndToTheTargetsSizeThen()
    {
        using DisposeScope scope = NewDisposeScope();
        using HrModule module = new(Channels, blocks: 2);
        module.eval();
        Tensor fine = Numbers.Uniform(1, 1, 2, 5, 7);
        Tensor coarse = Numbers.Uniform(2, 1, 3, 3, 4);

        Tensor[] fused = module.call([fine, coarse]);

        Tensor fineBranch = module.Branches[0].call(fine);
        Tensor coarseBranch = module.Branches[1].call(coarse);
        Tensor twice = Resize(Resize(module.Fusions[0]["1"].call(coarseBranch), 6, 8), 5, 7);
        Tensor once = Resize(module.Fusions[0]["1"].call(coarseBranch), 5, 7);
        Assert.Equal(0, Numbers.Difference((fineBranch + twice).relu(), fused[0]));
        Assert.NotEqual(0, Numbers.Difference((fineBranch + once).relu(), fused[0]));
        Assert.Equal(0, Numbers.Difference((module.Fusions[1]["0"].call(fineBranch) + coarseBranch).relu(), fused[1]));
    }

    private static Tensor Resize(Tensor features, long height, long width) => nn.functional.interpolate(
        features, size: [height, width], mode: InterpolationMode.Bilinear, align_corners: false);
}
