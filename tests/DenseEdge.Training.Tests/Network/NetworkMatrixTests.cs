using System.Text.RegularExpressions;
using DenseEdge.Contracts;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using DenseEdge.Training.Tests.Export;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Network;

/// <summary>Every kind of network, trained: shapes, gradients, a falling loss, no tensors left behind.</summary>
public sealed partial class NetworkMatrixTests
{
    [Theory]
    [MemberData(nameof(NetworkMatrix.Names), MemberType = typeof(NetworkMatrix))]
    public void Network_OfEveryKind_GivesEveryParameterAGradient(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        NetworkOptions options = NetworkMatrix.All[name];
        using MultiTaskNetwork network = LivelyNetwork.Create(options, seed: 5);
        SetCentroids(network);
        network.train();
        (int height, int width) = (options.InputHeight, options.InputWidth);
        Tensor images = Networks.Images(1, 2, height, width);
        LabelBatch labels = Networks.Labels(2, height, width);

        NetworkOutput output = network.forward(images);

        Assert.Equal(options.Tasks.Select(task => task.Kind), output.Final.Keys);
        Assert.All(output.Final, task => Assert.Equal([2, Channels(task.Key), height, width], task.Value.shape));
        Assert.All(output.Final, task => Assert.Equal([2L, height / 4, width / 4], Sides(output.FinalLowResolution[task.Key])));
        AssertGradients(network, new MultiTaskLoss(network).Compute(output, labels).Total);
    }

    [Theory]
    [MemberData(nameof(NetworkMatrix.Names), MemberType = typeof(NetworkMatrix))]
    public void Network_OfEveryKind_LearnsABatch(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        NetworkOptions options = NetworkMatrix.All[name];
        using MultiTaskNetwork network = MultiTaskNetwork.Create(options, seed: 5);
        SetCentroids(network);
        MultiTaskLoss loss = new(network);
        Tensor images = Networks.Images(1, 2, options.InputHeight, options.InputWidth);
        LabelBatch labels = Networks.Labels(2, options.InputHeight, options.InputWidth);
        using optim.Optimizer optimizer = optim.AdamW(network.parameters(), 1e-3, beta1: 0.9, beta2: 0.999);
        List<float> totals = [];
        for (int step = 0; step < 4; step++)
        {
            using DisposeScope inner = NewDisposeScope();
            optimizer.zero_grad();
            LossResult result = loss.Compute(network.forward(images), labels);
            result.Total.backward();
            optimizer.step();
            totals.Add(result.Total.item<float>());
        }

        Assert.True(totals[^1] < totals[0], string.Join(", ", totals));
    }

    [Theory]
    [MemberData(nameof(NetworkMatrix.Names), MemberType = typeof(NetworkMatrix))]
    public void Json_OfEveryKind_ComesBackTheSame(string name)
    {
        string json = NetworkMatrix.All[name].ToJson();

        Assert.Equal(json, NetworkOptions.FromJson(json).ToJson());
    }

    [Fact]
    public void Predict_OfASplitNetwork_LeavesNoTensorBehind()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(NetworkMatrix.All["mobilenet-v2 branched-0 cross-stitch"]);
        network.eval();
        using Tensor images = Networks.Images(1, 1, 64, 96);
        network.Predict(images).Dispose();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        network.Predict(images).Dispose();

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static void AssertGradients(MultiTaskNetwork network, Tensor total)
    {
        (string name, Parameter parameter)[] parameters = [.. network.named_parameters()];
        IList<Tensor?> gradients = autograd.grad(
            [total], [.. parameters.Select(named => (Tensor)named.parameter)], allow_unused: true)!;
        List<string> without = [];

        // The pyramid reads the first and the last level only; HRNet's last module still makes the two between.
        bool skipsMiddleLevels = network.Options is { Backbone: BackboneKind.HrNetW18Small, Neck: NeckKind.Aspp };
        for (int i = 0; i < parameters.Length; i++)
        {
            double largest = gradients[i] is { } gradient ? gradient.abs().max().item<float>() : 0;
            Assert.True(double.IsFinite(largest), $"The gradient of {parameters[i].name} is not finite.");
            if (largest == 0 && !(skipsMiddleLevels && LastMiddleFusion().IsMatch(parameters[i].name)))
            {
                without.Add(parameters[i].name);
            }
        }

        Assert.True(without.Count == 0, string.Join(", ", without));
    }

    private static void SetCentroids(MultiTaskNetwork network)
    {
        if (network.NormalCentroids is not null)
        {
            network.SetNormalCentroids(Networks.Centroids(1));
        }
    }

    [GeneratedRegex(@"^backbone\.stage4\.1\.fuse_layers\.[12]\.")]
    private static partial Regex LastMiddleFusion();

    private static long[] Sides(Tensor map) => [map.shape[0], map.shape[2], map.shape[3]];

    private static int Channels(TaskKind task) => task switch
    {
        TaskKind.SemanticSegmentation => 5,
        TaskKind.SurfaceNormals => 3,
        _ => 1,
    };
}
