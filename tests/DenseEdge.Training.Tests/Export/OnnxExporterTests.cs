using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Sdk;
using DenseEdge.Training.Export;
using DenseEdge.Training.Network;
using DenseEdge.Training.Tests.Network;
using DenseEdge.Training.Tests.Weights;

namespace DenseEdge.Training.Tests.Export;

/// <summary>The exported model, run by ONNX Runtime through the SDK, against the network in torch.</summary>
public sealed class OnnxExporterTests : IDisposable
{
    /// <summary>Both sides add some hundred products in single precision in different orders, through some fifty
    /// layers.</summary>
    private const float Tolerance = 1e-4f;

    private static readonly TaskSpec[] AllTasks =
    [
        .. Networks.NyudTasks(5),
        new TaskSpec { Kind = TaskKind.HumanParts, Classes = Networks.Classes(7) },
        new TaskSpec { Kind = TaskKind.Saliency },
    ];

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(BackboneKind.MobileNetV2, 16, 64, 96)]
    [InlineData(BackboneKind.MobileNetV2, 0, 75, 51)]
    [InlineData(BackboneKind.HrNetW18Small, 0, 64, 64)]
    [InlineData(BackboneKind.HrNetW18Small, 24, 75, 90)]
    public void Export_OfEachBackbone_AnswersEveryTaskAsTorchDoes(BackboneKind backbone, int neckChannels, int height, int width)
        => AssertSameAnswers(new NetworkOptions
        {
            Backbone = backbone,
            Tasks = AllTasks,
            NeckChannels = neckChannels,
            TaskChannels = 12,
            InputHeight = height,
            InputWidth = width,
        });

    [Theory]
    [InlineData(ContextType.None)]
    [InlineData(ContextType.Global)]
    [InlineData(ContextType.Local)]
    [InlineData(ContextType.TargetLabel)]
    [InlineData(ContextType.SourceLabel)]
    public void Export_OfEachContextType_AnswersAsTorchDoes(ContextType type)
        => AssertSameAnswers(Networks.Small with
        {
            Genotype = Genotype.Uniform(Networks.Small.Genotype!.Tasks, type),
            InputHeight = 75,
            InputWidth = 90,
        });

    [Theory]
    [MemberData(nameof(NetworkMatrix.Names), MemberType = typeof(NetworkMatrix))]
    public void Export_OfEveryKind_AnswersAsTorchDoes(string name)
        => AssertSameAnswers(NetworkMatrix.All[name] with { InputHeight = 75 });

    /// <summary>
    /// The official modules take 17.48 and 25.05 GMAC. The export pools each region of each source once, although several
    /// pairs of the published genotype read it: 166 labels x 67 channels x 107·140 pixels less.
    /// </summary>
    [Theory]
    [InlineData(RefinementKind.None, 17.48, 4.516)]
    [InlineData(RefinementKind.Atrc, 25.05 - (166 * 67 * 107 * 140 / 1e9), 5.061)]
    public void Cost_OfThePapersNetwork_IsThePublishedOne(RefinementKind refinement, double gigaMultiplyAdds, double millions)
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Paper with
        {
            Refinement = refinement,
            Genotype = refinement == RefinementKind.Atrc ? Networks.Paper.Genotype : null,
            InputHeight = 425,
            InputWidth = 560,
        });

        NetworkCost cost = NetworkCost.Of(network);

        Assert.Equal(gigaMultiplyAdds, cost.MultiplyAdds / 1e9, 0.02);
        Assert.Equal(millions, cost.Parameters / 1e6, 0.0006);
        Assert.Equal(3.861, cost.BackboneParameters / 1e6, 0.0006);
    }

    [Fact]
    public void Export_OfThePapersNetwork_AnswersAsTorchDoes() => AssertSameAnswers(Networks.Paper);

    [Fact]
    public void Export_SaysWhatTheModelIs()
    {
        string path = _folder.Path("model.onnx");
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small);

        OnnxModelSummary summary = OnnxExporter.Export(network, path, "NYUD-v2");
        using DensePredictor predictor = DensePredictor.Load(path);

        Assert.Equal("NYUD-v2", predictor.Model.TrainingData);
        Assert.Equal(Networks.Small.Genotype, predictor.Model.Genotype);
        Assert.Equal("MobileNetV2", predictor.Model.Backbone);
        Assert.Matches(@"^DenseEdge \d+\.\d+\.\d+$", predictor.Model.Producer);
        Assert.Equal(Networks.Small.Tasks.Select(task => task.Kind), predictor.Model.Tasks.Select(task => task.Spec.Kind));
        Assert.Equal(Networks.Small.Tasks[0].Classes, predictor.Model.Tasks[0].Spec.Classes);
        Assert.Equal(["image: Uint8 [1, 64, 96, 3]"], summary.Inputs);
        Assert.Equal(["semseg", "depth", "normals", "edge"], summary.Outputs.Select(output => output.Split(':')[0]));
    }

    [Fact]
    public void Export_Twice_GivesTheSameBytes()
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small);

        Assert.Equal(OnnxExporter.Build(network, trainingData: null).ToBytes(), OnnxExporter.Build(network, trainingData: null).ToBytes());
    }

    public void Dispose() => _folder.Dispose();

    private void AssertSameAnswers(NetworkOptions options)
    {
        string path = _folder.Path("model.onnx");
        using MultiTaskNetwork network = LivelyNetwork.Create(options, seed: 3);
        OnnxExporter.Export(network, path, trainingData: null);
        Rgb24Image frame = LivelyNetwork.Picture(options, seed: 9);
        Dictionary<TaskKind, (float[] Values, float[] Margins)> expected = LivelyNetwork.Answers(network, frame);
        using DensePredictor predictor = DensePredictor.Load(path, new PredictorOptions { ThreadCount = 2 });

        using DensePrediction prediction = predictor.Run(frame);

        foreach ((TaskKind task, (float[] values, float[] margins)) in expected)
        {
            float[] actual = Answer(prediction, task);
            Assert.Equal(values.Length, actual.Length);
            Assert.True(values.Distinct().Count() > 1, $"{task}: every pixel has the same answer, which proves nothing.");
            for (int i = 0; i < values.Length; i++)
            {
                float margin = Math.Min(margins[i % margins.Length], 1);
                bool same = task.HasClasses()
                    ? values[i] == actual[i] || margin <= Tolerance
                    : Math.Abs(values[i] - actual[i]) * margin <= Tolerance * Math.Max(1, Math.Abs(values[i]));
                Assert.True(same, $"{task} at {i}: expected {values[i]}, got {actual[i]}, margin {margin}.");
            }
        }
    }

    private static float[] Answer(DensePrediction prediction, TaskKind task) => task switch
    {
        TaskKind.SemanticSegmentation => Array.ConvertAll(prediction.Segmentation!.Value.Labels.ToArray(), label => (float)label),
        TaskKind.HumanParts => Array.ConvertAll(prediction.HumanParts!.Value.Labels.ToArray(), label => (float)label),
        TaskKind.Depth => prediction.Depth!.Value.Meters.ToArray(),
        TaskKind.SurfaceNormals => prediction.SurfaceNormals!.Value.Components.ToArray(),
        TaskKind.Boundaries => prediction.Boundaries!.Value.Probability.ToArray(),
        _ => prediction.Saliency!.Value.Probability.ToArray(),
    };
}
