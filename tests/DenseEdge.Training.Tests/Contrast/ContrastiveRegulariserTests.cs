using DenseEdge.Contracts;
using DenseEdge.Training.Contrast;
using DenseEdge.Training.Export;
using DenseEdge.Training.Heads;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Contrast;

public sealed class ContrastiveRegulariserTests : IDisposable
{
    private const long Height = 64;
    private const long Width = 96;

    private static readonly NetworkOptions Plain = Networks.Small with { Refinement = RefinementKind.None, Genotype = null };

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Backward_OfTheRegulariserAlone_ReachesTheTargetsTheEncoderAndTheDrawnProjectorsOnly()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Plain, seed: 1);
        using ContrastiveRegulariser regulariser = new(network, On(), seed: 5);

        // Depth is the only task with labels: it is the source of the three others and no target itself.
        using LabelBatch labels = new() { Depth = Networks.Labels(2, Height, Width).Depth };
        Tensor loss = regulariser.Compute(network.call(Networks.Images(3, 2, Height, Width)), labels, step: 0);

        Assert.True(loss.item<float>() > 0);
        Assert.Equal(
            [TaskKind.SemanticSegmentation, TaskKind.SurfaceNormals, TaskKind.Boundaries],
            regulariser.Pairs.Select(pair => pair.Target));
        Assert.All(regulariser.Pairs, pair => Assert.Equal(TaskKind.Depth, pair.Source));
        foreach ((string name, double size) in GradientSizes(loss, network, regulariser.Projectors))
        {
            bool expected = name.StartsWith("backbone.", StringComparison.Ordinal)
                || name.StartsWith("neck.", StringComparison.Ordinal)
                || (name.StartsWith("head.bottleneck.", StringComparison.Ordinal) && !name.Contains(".depth.", StringComparison.Ordinal))
                || name.Contains("_from_depth.", StringComparison.Ordinal);
            Assert.True(size > 0 == expected, $"{name}: the gradient is {size}.");
        }
    }

    [Fact]
    public void Backward_FromBeforeTheRefinement_LeavesTheRefinementAlone()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small, seed: 1);
        using ContrastiveRegulariser regulariser = new(network, On() with { Tap = FeatureTap.BeforeRefinement }, seed: 5);

        Tensor loss = regulariser.Compute(
            network.call(Networks.Images(3, 2, Height, Width)), Networks.Labels(2, Height, Width), step: 0);

        Dictionary<string, double> sizes = GradientSizes(loss, network, regulariser.Projectors);
        Assert.All(
            sizes.Where(entry => entry.Key.StartsWith("head.", StringComparison.Ordinal)),
            entry => Assert.Equal(entry.Key.StartsWith("head.bottleneck.", StringComparison.Ordinal), entry.Value > 0));
    }

    [Fact]
    public void Compute_OfTheSameStep_GivesTheSamePairsAndLossAndOfOthersDifferentOnes()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Plain, seed: 1);
        using ContrastiveRegulariser regulariser = new(network, On(), seed: 5);
        using LabelBatch labels = Networks.Labels(2, Height, Width);
        NetworkOutput output = network.call(Networks.Images(3, 2, Height, Width));

        (float Loss, string Pairs) At(int step)
            => (regulariser.Compute(output, labels, step).item<float>(), string.Join(' ', regulariser.Pairs));

        Assert.Equal(At(4), At(4));
        Assert.True(Enumerable.Range(0, 6).Select(At).Distinct().Count() > 4);
        Assert.All(regulariser.Pairs, pair => Assert.NotEqual(pair.Target, pair.Source));
    }

    [Fact]
    public void Compute_WithoutALabelledPixel_IsZeroAndHarmless()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Plain, seed: 1);
        using ContrastiveRegulariser regulariser = new(network, On(), seed: 5);
        using LabelBatch labels = new()
        {
            Segmentation = full([2, Height, Width], 255, ScalarType.Byte),
            Depth = zeros([2, 1, Height, Width]),
            Normals = zeros([2, 3, Height, Width]),
            Boundaries = full([2, Height, Width], 255, ScalarType.Byte),
        };
        NetworkOutput output = network.call(Networks.Images(3, 2, Height, Width));

        Tensor loss = regulariser.Compute(output, labels, step: 0);

        Assert.Equal(0, loss.item<float>());
        Assert.Empty(regulariser.Pairs);
        Tensor total = output.Final[TaskKind.Depth].sum() + loss;
        Assert.All(GradientSizes(total, network, regulariser.Projectors).Values, size => Assert.True(double.IsFinite(size)));
    }

    [Fact]
    public void Compute_OfOneClassEverywhere_IsZero()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Plain, seed: 1);
        using ContrastiveRegulariser regulariser = new(network, On(), seed: 5);
        using LabelBatch labels = new() { Segmentation = zeros([2, Height, Width], ScalarType.Int64) };

        Tensor loss = regulariser.Compute(network.call(Networks.Images(3, 2, Height, Width)), labels, step: 0);

        Assert.Equal(0, loss.item<float>());
    }

    [Theory]
    [InlineData(ContrastMode.SelfSource)]
    [InlineData(ContrastMode.CrossTask)]
    [InlineData(ContrastMode.AllSources)]
    [InlineData(ContrastMode.ProjectorPerTarget)]
    [InlineData(ContrastMode.NoProjector)]
    [InlineData(ContrastMode.InfoNce)]
    [InlineData(ContrastMode.InfoNceMemory)]
    [InlineData(ContrastMode.SamePixel)]
    public void Compute_OfEachMode_FallsWhenItAloneIsMinimised(ContrastMode mode)
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Plain, seed: 1);
        using ContrastiveRegulariser regulariser = new(network, On() with { Mode = mode, PixelsPerImage = 64, MemoryPixels = 300 }, seed: 5);
        (Tensor images, LabelBatch labels) = TwoHalves();
        using AdamW optimizer = optim.AdamW(network.parameters().Concat(regulariser.Projectors.parameters()), 3e-3);
        List<double> losses = [];
        for (int step = 0; step < 16; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();

            // The same step number: the same pairs and, but for the negatives, the same pixels.
            Tensor loss = regulariser.Compute(network.call(images), labels, step: 0);
            loss.backward();
            optimizer.step();
            losses.Add(loss.item<float>());
        }

        Assert.All(losses, loss => Assert.True(double.IsFinite(loss) && loss > 0));
        Assert.True(losses.TakeLast(3).Average() < 0.9 * losses.Take(3).Average(), string.Join(' ', losses));
    }

    [Fact]
    public void Compute_WithoutThresholds_IsFiniteAndPositive()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Plain, seed: 1);
        using ContrastiveRegulariser regulariser = new(network, On() with { ThresholdFree = true }, seed: 5);

        Tensor loss = regulariser.Compute(
            network.call(Networks.Images(3, 2, Height, Width)), Networks.Labels(2, Height, Width), step: 0);

        Assert.InRange(loss.item<float>(), 1e-3, 2.3);
        Assert.Equal(4, regulariser.Pairs.Count);
    }

    [Theory]
    [InlineData(ContrastMode.CrossTask, 12, "semseg_from_depth")]
    [InlineData(ContrastMode.SelfSource, 4, "depth_from_depth")]
    [InlineData(ContrastMode.ProjectorPerTarget, 4, "normals_from_any")]
    [InlineData(ContrastMode.InfoNceMemory, 6, "depth_from_edge")]
    [InlineData(ContrastMode.NoProjector, 0, null)]
    public void Projectors_OfEachMode_AreThoseThatItNeeds(ContrastMode mode, int count, string? name)
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Plain, seed: 1);
        using ContrastiveRegulariser regulariser = new(network, On() with { Mode = mode }, seed: 5);

        Assert.Equal(count, regulariser.Projectors.All.Count);
        string[] names = [.. regulariser.Projectors.state_dict(prefix: ProjectorSet.Prefix).Keys];
        Assert.All(names, key => Assert.StartsWith("contrast.", key, StringComparison.Ordinal));
        Assert.Equal(name is not null, names.Any(key => key.Contains($".{name}.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Projectors_LeaveTheNetworksRandomNumbersAlone()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Plain, seed: 1);
        double[] expected = Numbers.Values(rand(8));
        manual_seed(1);
        using MultiTaskNetwork again = MultiTaskNetwork.Create(Plain, seed: 1);
        using ContrastiveRegulariser regulariser = new(again, On(), seed: 5);

        Assert.Equal(expected, Numbers.Values(rand(8)));
    }

    [Theory]
    [InlineData(RefinementKind.None)]
    [InlineData(RefinementKind.Atrc)]
    public void Predict_WithProjectors_IsBitForBitAsWithout(RefinementKind refinement)
    {
        NetworkOptions options = refinement == RefinementKind.None ? Plain : Networks.Small;
        using MultiTaskNetwork network = MultiTaskNetwork.Create(options, seed: 1);
        network.eval();
        Tensor images = Networks.Images(3, 1, Height, Width);
        NetworkOutput before = network.Predict(images);
        byte[] model = OnnxExporter.Build(network, trainingData: null).ToBytes();

        using ContrastiveRegulariser regulariser = new(network, On(), seed: 5);

        NetworkOutput after = network.Predict(images);
        Assert.All(before.Final, task => Assert.Equal(Numbers.Values(task.Value), Numbers.Values(after.Final[task.Key])));
        Assert.Empty(after.Features);
        Assert.Equal(model, OnnxExporter.Build(network, trainingData: null).ToBytes());
        Assert.DoesNotContain(
            OnnxExporter.Build(network, trainingData: null).Proto.Graph.Initializer,
            tensor => tensor.Name.Contains(ProjectorSet.Prefix, StringComparison.Ordinal));
        Assert.DoesNotContain(
            network.state_dict().Keys, name => name.StartsWith(ProjectorSet.Prefix, StringComparison.Ordinal));
    }

    [Fact]
    public void Compute_OfPredictionsWithoutFeatures_SaysHowToMakeThem()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Plain, seed: 1);
        using ContrastiveRegulariser regulariser = new(network, On(), seed: 5);
        network.eval();

        InvalidOperationException fault = Assert.Throws<InvalidOperationException>(() => regulariser.Compute(
            network.Predict(Networks.Images(3, 1, Height, Width)), Networks.Labels(1, Height, Width), step: 0));
        Assert.Contains("training mode", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>A dark and a bright half, different in every task, so that there is something to learn.</summary>
    private static (Tensor Images, LabelBatch Labels) TwoHalves()
    {
        Tensor bright = cat([zeros([1, 1, Height, Width / 2]), ones([1, 1, Height, Width / 2])], 3).expand(2, 1, Height, Width);
        Tensor edge = zeros([2, Height, Width], ScalarType.Int64);
        edge.narrow(2, (Width / 2) - 4, 8).fill_(1);
        return (
            Numbers.Uniform(3, 2, 3, Height, Width).mul(60).add(70) + bright.mul(115),
            new LabelBatch
            {
                Segmentation = bright.squeeze(1).to_type(ScalarType.Int64),
                Depth = bright.mul(2).add(1).contiguous(),
                Normals = cat([bright, zeros([2, 1, Height, Width]), bright.sub(1)], 1),
                Boundaries = edge,
            });
    }

    private static ContrastOptions On() => new() { Mode = ContrastMode.CrossTask, ProjectionChannels = 8 };

    /// <summary>The largest absolute gradient of every parameter, 0 for one that the loss does not depend on.</summary>
    private static Dictionary<string, double> GradientSizes(Tensor loss, MultiTaskNetwork network, ProjectorSet projectors)
    {
        (string Name, Parameter Parameter)[] all =
            [.. network.named_parameters().Concat(projectors.named_parameters()).Select(named => (named.name, named.parameter))];
        IList<Tensor> gradients = autograd.grad(
            [loss], [.. all.Select(named => (Tensor)named.Parameter)], allow_unused: true);
        return all.Zip(gradients).ToDictionary(
            pair => pair.First.Name,
            pair => pair.Second is null ? 0 : Numbers.Values(pair.Second).Max(Math.Abs));
    }
}
