using DenseEdge.Contracts;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;
using DenseEdge.Training.Tests.Network;

namespace DenseEdge.Training.Tests.Engine;

public sealed class RunConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-config-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void With_SomeValues_KeepsTheRest()
    {
        RunConfiguration before = TinyRun.Configuration(steps: 5);

        RunConfiguration after = before.With(
            """{"network": {"backbone": "res_net50", "output_stride": 8}, "training": {"loss": {"depth_weight": 3}}}""", "x.json");

        Assert.Equal(BackboneKind.ResNet50, after.Network.Backbone);
        Assert.Equal(8, after.Network.OutputStride);
        Assert.Equal(16, after.Network.NeckChannels);
        Assert.Equal(before.Network.Genotype, after.Network.Genotype);
        Assert.Equal(3, after.Training.Loss.DepthWeight);
        Assert.True(after.Training.Loss.AuxiliaryAtFeatureSize);
        Assert.Equal(5, after.Training.Steps);
    }

    [Fact]
    public void With_AnotherRefinement_ForgetsTheGenotype()
        => Assert.Null(TinyRun.Configuration(steps: 5)
            .With("""{"network": {"refinement": "pad_net"}}""", "x.json").Network.Genotype);

    [Fact]
    public void With_ManyFaults_ListsAllOfThemAndTheFile()
    {
        string message = Assert.Throws<InvalidDataException>(() => TinyRun.Configuration(steps: 5).With(
            """{"network": {"neck": "u"}, "training": {"lerning_rate": 1, "augmentation": {"min_scale": "x"}}, "y": 0}""",
            "'x.json'")).Message;

        Assert.StartsWith("'x.json': ", message, StringComparison.Ordinal);
        Assert.Contains("network.neck: expected one of multi_level, aspp", message, StringComparison.Ordinal);
        Assert.Contains("training.lerning_rate is unknown", message, StringComparison.Ordinal);
        Assert.Contains("training.augmentation.min_scale: ", message, StringComparison.Ordinal);
        Assert.Contains("y is unknown", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validated_WithFaultsEverywhere_ListsThemTogether()
    {
        RunConfiguration right = TinyRun.Configuration(steps: 5);
        RunConfiguration wrong = right with
        {
            Network = right.Network with { NeckChannels = -1 },
            Training = right.Training with
            {
                BatchSize = 0,
                Loss = right.Training.Loss with { DepthWeight = -1 },
                Augmentation = right.Training.Augmentation with { MinScale = 3 },
            },
        };

        string message = Assert.Throws<ArgumentException>(() => wrong.Validated()).Message;

        Assert.Contains("network: NeckChannels must be at least 0, got -1.", message, StringComparison.Ordinal);
        Assert.Contains("BatchSize", message, StringComparison.Ordinal);
        Assert.Contains("training: The weight of depth must be a number of at least 0, got -1.", message, StringComparison.Ordinal);
        Assert.Contains("MinScale (3) is above MaxScale (2).", message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_TheExampleOfTheDocuments_IsValid()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "DenseEdge.slnx")))
        {
            root = root.Parent;
        }

        Assert.NotNull(root);
        string page = File.ReadAllText(Path.Combine(root.FullName, "docs", "configuration.md"));
        string json = page.Split("```json")[1].Split("```")[0];

        RunConfiguration made = TinyRun.Configuration(steps: 5).With(json, "docs/configuration.md").Validated();

        Assert.Equal(RefinementKind.PadNet, made.Network.Refinement);
        Assert.Equal(2, made.Network.Split!.Groups.Count);
        Assert.Equal(2000, made.Training.Steps);
    }

    [Theory]
    [InlineData("mobilenet-v3 branched cross-stitch")]
    [InlineData("resnet-50/16 branched-3 pad-net")]
    public void Training_OfASplitNetwork_IsSavedResumedAndLoaded(string name)
    {
        RunConfiguration tiny = TinyRun.Configuration(steps: 2);
        RunConfiguration configuration = tiny with
        {
            Network = NetworkMatrix.All[name] with { Tasks = tiny.Network.Tasks },
        };
        using (TrainingRun run = TrainingRun.Start(configuration, TinyRun.Samples(), _folder))
        {
            Assert.True(run.Run(progress: null, CancellationToken.None).Finished);
        }

        using TrainedNetwork trained = TrainedNetwork.Load(_folder);

        Assert.Equal(configuration.Network.ToJson(), trained.Configuration.Network.ToJson());
        DensePredictionArrays answer = trained.Predict(new byte[64 * 96 * 3]);
        Assert.Equal(64 * 96, answer.Values[TaskKind.Depth].Length);
    }
}
