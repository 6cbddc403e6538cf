using DenseEdge.Contracts;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Network;

public sealed class MultiTaskNetworkTests
{
    [Fact]
    public void Create_OfThePapersNetwork_HasThePapersParameterCount()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Paper);
        Assert.Equal(5_060_994, Count(network));
    }

    [Fact]
    public void Create_OfThePapersBaseline_HasThePapersParameterCount()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(
            Networks.Paper with { Refinement = RefinementKind.None, Genotype = null });
        Assert.Equal(4_515_556, Count(network));
    }

    [Theory]
    [InlineData(BackboneKind.MobileNetV2, 64, 96)]
    [InlineData(BackboneKind.MobileNetV2, 53, 71)]
    [InlineData(BackboneKind.HrNetW18Small, 64, 64)]
    [InlineData(BackboneKind.HrNetW18Small, 53, 71)]
    public void Predict_OnAnySize_GivesEveryTaskAtTheInputsSize(BackboneKind backbone, int height, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small with { Backbone = backbone });
        network.eval();

        NetworkOutput output = network.Predict(Networks.Images(1, 2, height, width));

        Assert.Equal([2, 5, height, width], output.Final[TaskKind.SemanticSegmentation].shape);
        Assert.Equal([2, 1, height, width], output.Final[TaskKind.Depth].shape);
        Assert.Equal([2, 3, height, width], output.Final[TaskKind.SurfaceNormals].shape);
        Assert.Equal([2, 1, height, width], output.Final[TaskKind.Boundaries].shape);
        (long h, long w) = ((height + 3) / 4, (width + 3) / 4);
        Assert.Equal([2, 40, h, w], output.Auxiliary[TaskKind.Depth].shape);
        Assert.Equal([2, 2, h, w], output.Auxiliary[TaskKind.Boundaries].shape);
        Assert.False(output.Final[TaskKind.Depth].requires_grad);
    }

    [Theory]
    [InlineData(BackboneKind.MobileNetV2, 1)]
    [InlineData(BackboneKind.HrNetW18Small, 2)]
    public void FreezeBackbone_KeepsTheFirstLevelsAsTheyAre(BackboneKind backbone, int levels)
    {
        using DisposeScope scope = NewDisposeScope();
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small with { Backbone = backbone });
        network.train();
        network.FreezeBackbone(levels);
        string[] frozen = [.. network.named_parameters().Where(named => !named.parameter.requires_grad).Select(named => named.name)];
        Dictionary<string, double[]> before = MeansOf(network);

        network.call(Networks.Images(1, 2, 64, 96)).Final[TaskKind.Depth].sum().backward();

        Assert.NotEmpty(frozen);
        Assert.All(frozen, name => Assert.StartsWith("backbone.", name, StringComparison.Ordinal));
        Assert.Contains(network.named_parameters(), named =>
            named.parameter.requires_grad && named.name.StartsWith("backbone.", StringComparison.Ordinal));
        foreach ((string name, double[] mean) in MeansOf(network))
        {
            // A normalisation layer's statistics rest exactly where its own weight is frozen.
            bool rests = frozen.Contains(name.Replace("running_mean", "weight", StringComparison.Ordinal));
            Assert.True(rests == before[name].SequenceEqual(mean), name);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void FreezeBackbone_OfLevelsThatAreNotThere_IsRefused(int levels)
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.FreezeBackbone(levels));
    }

    [Fact]
    public void Create_WithOneSeedTwice_GivesEqualParameters()
    {
        using DisposeScope scope = NewDisposeScope();
        using MultiTaskNetwork first = MultiTaskNetwork.Create(Networks.Small, 7);
        using MultiTaskNetwork second = MultiTaskNetwork.Create(Networks.Small, 7);
        using MultiTaskNetwork other = MultiTaskNetwork.Create(Networks.Small, 8);
        Tensor parameter = first.get_parameter("neck.project.conv.weight")!;

        Assert.Equal(0, Numbers.Difference(parameter, second.get_parameter("neck.project.conv.weight")!));
        Assert.NotEqual(0, Numbers.Difference(parameter, other.get_parameter("neck.project.conv.weight")!));
    }

    [Fact]
    public void Forward_OfAFreshNetwork_StartsWithoutContext()
    {
        using DisposeScope scope = NewDisposeScope();
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small);
        foreach (string key in new[] { "semseg", "depth", "normals", "edge" })
        {
            Assert.All(
                Numbers.Values(network.get_parameter($"head.atrc_module.out_proj.{key}.bn.weight")!),
                scale => Assert.Equal(0, scale));
        }
    }

    [Fact]
    public void TrainingStep_OnOneBatch_LowersTheLoss()
    {
        using DisposeScope scope = NewDisposeScope();
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small);
        network.SetNormalCentroids(Networks.Centroids(1));
        MultiTaskLoss loss = new(network);
        using optim.Optimizer optimizer = optim.SGD(network.parameters(), 0.002, 0.9);
        Tensor images = Networks.Images(1, 2, 64, 96);
        LabelBatch labels = Networks.Labels(2, 64, 96);
        List<float> totals = [];
        for (int step = 0; step < 4; step++)
        {
            optimizer.zero_grad();
            LossResult result = loss.Compute(network.forward(images), labels);
            result.Total.backward();
            optimizer.step();
            totals.Add(result.Total.item<float>());
        }

        Assert.True(totals[^1] < totals[0], string.Join(", ", totals));
    }

    [Fact]
    public void AuxiliaryLoss_Backward_StopsAtTheFusedFeatures()
    {
        using DisposeScope scope = NewDisposeScope();
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small);
        NetworkOutput output = network.forward(Networks.Images(1, 2, 64, 96));

        IList<Tensor?> gradients = autograd.grad(
            [output.Auxiliary[TaskKind.Depth].sum()],
            [network.get_parameter("head.aux_conv.depth.conv.weight")!, network.get_parameter("neck.project.conv.weight")!],
            allow_unused: true)!;

        Assert.NotNull(gradients[0]);
        Assert.Null(gradients[1]);
    }

    [Fact]
    public void Predict_Disposed_LeavesNoTensorBehind()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small);
        network.eval();
        using Tensor images = Networks.Images(1, 1, 64, 96);
        network.Predict(images).Dispose();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        network.Predict(images).Dispose();

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void TrainingStep_InAScope_LeavesNoTensorBehind()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small);
        network.SetNormalCentroids(Networks.Centroids(1));
        MultiTaskLoss loss = new(network);
        Step();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        Step();

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Step()
        {
            using DisposeScope scope = NewDisposeScope();
            network.zero_grad();
            loss.Compute(network.forward(Networks.Images(1, 2, 64, 96)), Networks.Labels(2, 64, 96)).Total.backward();
        }
    }

    [Fact]
    public void SetNormalCentroids_OfTheWrongLength_SaysBothLengths()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small);
        string message = Assert.Throws<ArgumentException>(() => network.SetNormalCentroids(new float[119])).Message;
        Assert.Contains("Expected 40 x 3 numbers, got 119.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void StateDict_AfterSettingCentroids_HoldsThem()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small);
        float[] centroids = Networks.Centroids(3);
        network.SetNormalCentroids(centroids);
        Assert.Equal(centroids, Numbers.Values(network.state_dict()["normal_centroids"]).Select(x => (float)x));
    }

    [Fact]
    public void Forward_WithAGrayImage_SaysTheShape()
    {
        using DisposeScope scope = NewDisposeScope();
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small);
        string message = Assert.Throws<ArgumentException>(() => network.forward(zeros([1, 1, 64, 96]))).Message;
        Assert.Contains("[1, 1, 64, 96]", message, StringComparison.Ordinal);
    }

    private static long Count(MultiTaskNetwork network) => network.parameters().Sum(parameter => parameter.numel());

    private static Dictionary<string, double[]> MeansOf(MultiTaskNetwork network) => network.named_buffers()
        .Where(named => named.name.StartsWith("backbone.", StringComparison.Ordinal)
            && named.name.EndsWith("running_mean", StringComparison.Ordinal))
        .ToDictionary(named => named.name, named => Numbers.Values(named.buffer));
}
