using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Rewrites;
using DenseEdge.Training.Export;
using DenseEdge.Training.Network;
using DenseEdge.Training.QuantizationAware;
using DenseEdge.Training.Tests.Export;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.QuantizationAware;

/// <summary>The graph in torch against the network that it was exported from, and against ONNX Runtime.</summary>
public sealed class GraphNetworkTests
{
    /// <summary>Both sides add some hundred products in single precision in different orders, through some fifty
    /// layers.</summary>
    private const double Tolerance = 1e-4;

    [Fact]
    public void Predict_OfASmallNetwork_IsWhatTheNetworkPredicts()
        => AssertSamePredictions(Networks.Small, rewrites: false);

    [Theory]
    [Trait("Category", "long")]
    [MemberData(nameof(NetworkMatrix.Names), MemberType = typeof(NetworkMatrix))]
    public void Predict_OfEveryKindOfNetwork_IsWhatTheNetworkPredicts(string name)
        => AssertSamePredictions(NetworkMatrix.All[name] with { InputHeight = 75 }, rewrites: false);

    [Fact]
    public void Predict_AfterTheRewritesForTheProcessor_IsStillTheSame()
        => AssertSamePredictions(Networks.Small with { TaskChannels = 16 }, rewrites: true);

    [Fact]
    public void Predict_OfPartsAndSaliency_GivesWhatTheLossesTake()
        => AssertSamePredictions(
            Networks.Small with
            {
                Tasks =
                [
                    new TaskSpec { Kind = TaskKind.HumanParts, Classes = Networks.Classes(7) },
                    new TaskSpec { Kind = TaskKind.Saliency },
                ],
                Genotype = null,
                Refinement = RefinementKind.None,
            },
            rewrites: true);

    [Fact]
    public void Make_OperatorWithoutGradient_NamesTheNode()
    {
        OnnxGraphBuilder builder = new("test");
        builder.Output("best", builder.ArgMax(builder.Input("image", GraphElementType.Float32, 1, 3, 4, 4), 1));
        OnnxGraph graph = OnnxGraph.Open(builder.Build("tests"), "test");

        InvalidDataException failure =
            Assert.Throws<InvalidDataException>(() => GraphNetwork.Make(graph, graph, ["best"], limitsPairs: false));

        Assert.Contains("(ArgMax): expected an operator that can be trained through", failure.Message, StringComparison.Ordinal);
    }

    private static void AssertSamePredictions(NetworkOptions options, bool rewrites)
    {
        using DisposeScope scope = NewDisposeScope();
        using MultiTaskNetwork network = LivelyNetwork.Create(options, 5);
        OnnxModel model = OnnxExporter.Build(network, trainingData: null);
        model = rewrites ? CpuRewrites.Apply(model, CpuRewrites.PassesFor(7), "test") : model;
        OnnxGraph graph = OnnxGraph.Open(model, "test");
        TaskLogits[] logits = [.. options.Tasks.Select(task => TaskLogits.Find(graph, task.Kind, task.Kind.Key()))];
        using GraphNetwork trainable =
            GraphNetwork.Make(graph, graph, [.. logits.Select(task => task.Value)], limitsPairs: false);
        Tensor image = tensor(LivelyNetwork.Picture(options, 6).Pixels.ToArray())
            .reshape(1, options.InputHeight, options.InputWidth, 3).permute(0, 3, 1, 2).to_type(ScalarType.Float32);

        IReadOnlyDictionary<TaskKind, Tensor> found = new GraphPredictions(trainable, logits).Predict(image);

        IReadOnlyDictionary<TaskKind, Tensor> expected = network.Predict(image).Final;
        foreach ((TaskKind task, Tensor prediction) in expected)
        {
            // The exporter keeps of the two saliency logits only their difference.
            Tensor comparable = task == TaskKind.Saliency
                ? prediction - prediction.narrow(1, 0, 1)
                : prediction;
            double scale = Math.Max(1, Numbers.Values(comparable).Max(Math.Abs));
            Assert.InRange(Numbers.Difference(comparable, found[task]), 0, Tolerance * scale);
        }
    }
}
