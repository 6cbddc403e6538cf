using DenseEdge.Contracts;
using DenseEdge.Training.Network;
using DenseEdge.Training.Search;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Search;

public sealed class SupernetTests
{
    [Fact]
    public void Weights_AndPreferences_AreAllParametersOnce()
    {
        using Supernet network = Supernet.Create(Options());

        Assert.Equal(16, network.Preferences.Count());
        Assert.Equal(network.parameters().Count(), network.Weights.Count() + network.Preferences.Count());
        Assert.DoesNotContain(network.Weights, weight => weight.dim() == 1 && weight.shape[0] is 4 or 5);
    }

    [Fact]
    public void Forward_OfImages_PredictsEveryTaskAtTheirSize()
    {
        using DisposeScope scope = NewDisposeScope();
        using Supernet network = Supernet.Create(Options());
        network.train();

        NetworkOutput output = network.call(Numbers.Uniform(1, 2, 3, 64, 96) * 255);

        Assert.Equal([2L, 7L, 64L, 96L], output.Final[TaskKind.SemanticSegmentation].shape);
        Assert.Equal([2L, 3L, 64L, 96L], output.Final[TaskKind.SurfaceNormals].shape);
        Assert.Equal(4, output.Auxiliary.Count);
    }

    [Fact]
    public void Forward_InTraining_DrawsOtherWeightsEachTime()
    {
        using DisposeScope scope = NewDisposeScope();
        using Supernet network = Supernet.Create(Options());
        network.train();
        OpenProjections(network);
        Tensor image = Numbers.Uniform(1, 2, 3, 64, 96) * 255;

        Tensor first = network.call(image).Final[TaskKind.Depth], second = network.call(image).Final[TaskKind.Depth];

        Assert.NotEqual(Numbers.Values(first), Numbers.Values(second));
    }

    /// <summary>What makes rows searchable one by one: the contexts of a task change no other task's answer.</summary>
    [Fact]
    public void Compute_WithAnotherRow_LeavesTheOtherTasksBitIdentical()
    {
        using DisposeScope scope = NewDisposeScope();
        using Supernet network = Supernet.Create(Options());
        network.eval();
        OpenProjections(network);
        Tensor image = Numbers.Uniform(1, 1, 3, 64, 96) * 255;

        NetworkOutput one = network.Compute(image, Weights(network, ContextType.TargetLabel, ContextType.Global));
        NetworkOutput other = network.Compute(image, Weights(network, ContextType.TargetLabel, ContextType.Local));

        Assert.NotEqual(Numbers.Values(one.Final[TaskKind.Depth]), Numbers.Values(other.Final[TaskKind.Depth]));
        Assert.All(
            one.Final.Keys.Where(task => task != TaskKind.Depth),
            task => Assert.Equal(Numbers.Values(one.Final[task]), Numbers.Values(other.Final[task])));
    }

    [Fact]
    public void Create_WithARefinement_SaysWhatASupernetNeeds()
    {
        NetworkOptions options = Options() with { Refinement = RefinementKind.CrossStitch };

        ArgumentException error = Assert.Throws<ArgumentException>(() => Supernet.Create(options));

        Assert.Contains("refinement none, got one encoder and refinement CrossStitch", error.Message, StringComparison.Ordinal);
    }

    private static NetworkOptions Options() => new()
    {
        Tasks = Networks.NyudTasks(7),
        NeckChannels = 24,
        TaskChannels = 12,
        ContextChannels = 8,
        InputHeight = 64,
        InputWidth = 96,
    };

    /// <summary>Contexts reach the answer only through projections, which start at zero.</summary>
    private static void OpenProjections(Supernet network)
    {
        using IDisposable withoutGradients = no_grad();
        foreach (var (name, parameter) in network.named_parameters())
        {
            if (name.Contains("out_proj", StringComparison.Ordinal))
            {
                parameter.add_(0.5);
            }
        }
    }

    private static Dictionary<(TaskKind Target, TaskKind Source), ContextWeights> Weights(
        Supernet network, ContextType everywhere, ContextType depth) => network.Head.Pairs.Keys.ToDictionary(
            pair => pair, pair => ContextWeights.OneHot((int)(pair.Target == TaskKind.Depth ? depth : everywhere)));
}
