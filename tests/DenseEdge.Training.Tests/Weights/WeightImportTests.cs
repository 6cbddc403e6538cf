using DenseEdge.Contracts;
using DenseEdge.Training.Backbones;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;
using DenseEdge.Training.Tests.Network;
using DenseEdge.Training.Tests.Weights.Torch;
using DenseEdge.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Weights;

public sealed class WeightImportTests
{
    private static readonly float[] ImageNetMean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] ImageNetDeviation = [0.229f, 0.224f, 0.225f];
    private static readonly TaskKind[] Tasks = [TaskKind.SemanticSegmentation, TaskKind.Depth];

    [Theory]
    [InlineData(BackboneKind.MobileNetV2, "classifier.1.weight")]
    [InlineData(BackboneKind.HrNetW18Small, "incre_modules.0.0.conv1.weight")]
    [InlineData(BackboneKind.ResNet50, "fc.weight")]
    [InlineData(BackboneKind.MobileNetV3Large, "classifier.0.weight")]
    public void Run_OfAPublishedBackbone_RecognisesItAndDropsTheClassifier(BackboneKind kind, string classifier)
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        using Backbone backbone = Make(kind);
        Dictionary<string, Tensor> state = backbone.state_dict();
        string path = folder.Path("published.pth");
        TorchWriter.SaveState(
            path,
            [.. Float(state, "module."), ($"module.{classifier}", [2], [0, 0])],
            wrapper: "state_dict");

        WeightReport report = WeightImport.Run(new WeightImportOptions { Path = path, Out = folder.Path("out.safetensors") });

        Assert.Equal(BackboneNames.Of(kind), report.Architecture);
        Assert.True(report.Fits, string.Join("; ", [.. report.Missing, .. report.Unexpected, .. report.Misshapen]));
        Assert.Equal([classifier], report.Dropped);
        IReadOnlyDictionary<string, SafeTensor> written = SafeTensors.Read(folder.Path("out.safetensors")).Tensors;
        Assert.Equal(report.Matched, written.Count);
        (string name, Tensor expected) = state.First(entry => entry.Value.dim() == 4);
        Assert.Equal(0, Numbers.Difference(expected, written[name].ToTensor()));
    }

    [Fact]
    public void Run_OfAFileThatDoesNotFit_ReportsEverythingAndWritesOnlyWhenAsked()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        using Backbone backbone = Make(BackboneKind.HrNetW18Small);
        List<(string Name, long[] Shape, float[] Values)> tensors = [.. Float(backbone.state_dict(), "")];
        tensors.RemoveAll(tensor => tensor.Name == "bn1.weight");
        int conv = tensors.FindIndex(tensor => tensor.Name == "conv1.weight");
        tensors[conv] = ("conv1.weight", [64, 1, 3, 3], new float[576]);
        tensors.Add(("another.weight", [2], [0, 0]));
        string path = folder.Path("published.pth");
        TorchWriter.SaveState(path, tensors, isLegacy: true);
        WeightImportOptions options = new() { Path = path, Out = folder.Path("out.safetensors") };

        WeightReport report = WeightImport.Run(options);

        Assert.Equal(["bn1.weight [64]"], report.Missing);
        Assert.Equal(["another.weight [2]"], report.Unexpected);
        Assert.Equal(["conv1.weight [64, 3, 3, 3] is [64, 1, 3, 3]"], report.Misshapen);
        Assert.False(File.Exists(options.Out));
        WeightImport.Run(options with { Lenient = true });
        Assert.Equal(report.Matched, SafeTensors.Read(options.Out!).Tensors.Count);
    }

    [Fact]
    public void Run_OfAnUnknownNetwork_SaysWhatItIs()
    {
        using TemporaryFolder folder = new();
        string path = folder.Path("a.pth");
        TorchWriter.SaveState(path, [("layer4.0.conv1.weight", [1], [0])]);
        Assert.Contains(
            "a ResNet of another depth",
            Assert.Throws<InvalidDataException>(() => WeightImport.Run(new WeightImportOptions { Path = path })).Message, StringComparison.Ordinal);
        TorchWriter.SaveState(path, [("blocks.0.weight", [1], [0])]);
        Assert.Contains(
            "blocks.0.weight",
            Assert.Throws<InvalidDataException>(() => WeightImport.Run(new WeightImportOptions { Path = path })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadBackbone_OfTorchvisionsMobileNet_ComputesWhatItComputes()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        using MobileNetV2 published = new(StageRange.All);
        published.eval();
        Randomize(published);
        string path = folder.Path("mobilenet_v2.pth");
        TorchWriter.SaveState(path, [.. Float(published.state_dict(), ""), ("features.18.0.weight", [1], [0])]);
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small);

        network.LoadBackbone(path, Networks.Images(5, 2, 64, 64));
        network.eval();

        // Away from the border the first layer is exactly torchvision's with its own scaling of pixels.
        Tensor images = Networks.Images(6, 1, 65, 65);
        Tensor mean = tensor(ImageNetMean).reshape(1, 3, 1, 1);
        Tensor deviation = tensor(ImageNetDeviation).reshape(1, 3, 1, 1);
        Tensor expected = published.Stem.Apply((images / 255 - mean) / deviation);
        MobileNetV2 loaded = (MobileNetV2)network.Backbone;
        Tensor actual = loaded.Stem.Apply(loaded.Normalize(images));
        long inner = expected.shape[2] - 2;
        Assert.True(Numbers.Difference(
            expected.narrow(2, 1, inner).narrow(3, 1, inner), actual.narrow(2, 1, inner).narrow(3, 1, inner)) < 1e-3);
    }

    [Fact]
    public void Run_OfAnAtrcCheckpoint_BuildsTheNetworkWithTheGenotypeBesideIt()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        NetworkOptions options = Atrc();
        using MultiTaskNetwork trained = MultiTaskNetwork.Create(options, seed: 7);
        string path = folder.Path("last.ckpt");
        TorchWriter.SaveState(
            path,
            [.. Float(trained.state_dict(), "model.").Where(t => t.Name != "model.normal_centroids"), ("criterion.weights", [2], [1, 1])],
            wrapper: "state_dict",
            more: pickle => pickle.Text("callbacks").Global("pytorch_lightning.callbacks", "Checkpoint").Code(')').Code('R'));
        string missing = Assert.Throws<InvalidDataException>(() => WeightImport.Run(new WeightImportOptions { Path = path })).Message;
        Assert.Contains("expected its genotype in", missing, StringComparison.Ordinal);
        File.WriteAllText(folder.Path("atrc_genotype.json"), options.Genotype!.ToJson());

        WeightReport report = WeightImport.Run(new WeightImportOptions
        {
            Path = path,
            Out = folder.Path("out.safetensors"),
            Run = folder.Path("run"),
            Size = (64, 96),
        });

        Assert.True(report.Fits, string.Join("; ", [.. report.Missing, .. report.Unexpected, .. report.Misshapen]));
        Assert.Equal("hrnet-w18-small with ATRC (semseg, depth)", report.Architecture);
        Assert.Equal(["criterion.weights"], report.Dropped);
        Assert.Equal(["pytorch_lightning.callbacks.Checkpoint"], report.Inert);
        using TrainedNetwork loaded = TrainedNetwork.Load(folder.Path("run"));
        AssertSame(trained, loaded.Network);
        Assert.Equal((64, 96), (loaded.Configuration.Network.InputHeight, loaded.Configuration.Network.InputWidth));
        Assert.Equal("wall", loaded.Configuration.Network.Tasks[0].Classes[0].Name);

        // The names that were written are those of the checkpoint.
        IEnumerable<string> names = SafeTensors.Read(folder.Path("out.safetensors")).Tensors.Keys;
        Assert.Contains("head.atrc_module.bottleneck.depth.0.conv.weight", names);
        Assert.Contains("head.atrc_module.cp_blocks.depth.semseg.query_project.0.conv.weight", names);
        Assert.Contains("backbone.stage4.1.fuse_layers.0.3.0.weight", names);
    }

    [Fact]
    public void Run_OfASearchCheckpoint_SaysWhatIsExpected()
    {
        using TemporaryFolder folder = new();
        string path = folder.Path("a.ckpt");
        TorchWriter.SaveState(path,
        [
            ("model.head.final_logits.depth.weight", [1, 67, 1, 1], new float[67]),
            ("model.head.atrc_module.cp_blocks.depth.depth.arch_param", [4], new float[4]),
        ]);

        Assert.Contains(
            "checkpoint of the search",
            Assert.Throws<InvalidDataException>(() => WeightImport.Run(new WeightImportOptions { Path = path })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadBackbone_OfAWholeNetwork_TakesItsBackbone()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        using MultiTaskNetwork trained = MultiTaskNetwork.Create(Atrc(), seed: 7);
        string path = folder.Path("last.ckpt");
        TorchWriter.SaveState(path, Float(trained.state_dict(), "model."), wrapper: "state_dict");
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small with { Backbone = BackboneKind.HrNetW18Small }, 5);

        network.LoadBackbone(path);

        Assert.Equal(0, Numbers.Difference(
            trained.get_parameter("backbone.stage4.1.branches.3.1.conv2.weight")!,
            network.get_parameter("backbone.stage4.1.branches.3.1.conv2.weight")!));
    }

    [Fact]
    public void Export_OfANetwork_ComesBackThroughImport()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        using MultiTaskNetwork trained = MultiTaskNetwork.Create(
            Networks.Small with { Refinement = RefinementKind.Atrc, Genotype = Genotype.Uniform([.. Networks.Small.Tasks.Select(t => t.Kind)], ContextType.SourceLabel) },
            seed: 3);
        string path = folder.Path("weights.safetensors");
        NetworkWeights.Write(path, trained, "a test");

        WeightReport report = WeightImport.Run(new WeightImportOptions { Path = path, Run = folder.Path("run") });

        Assert.True(report.Fits);
        using TrainedNetwork loaded = TrainedNetwork.Load(folder.Path("run"));
        AssertSame(trained, loaded.Network);
        Assert.Equal(NetworkWeights.Export(folder.Path("run"), folder.Path("again.safetensors")), report.Matched);
        Assert.Equal(SafeTensors.Read(path).Tensors.Keys, SafeTensors.Read(folder.Path("again.safetensors")).Tensors.Keys);
    }

    private static NetworkOptions Atrc()
    {
        ContextType[,] cells = { { ContextType.Global, ContextType.SourceLabel }, { ContextType.TargetLabel, ContextType.Local } };
        return new NetworkOptions
        {
            Backbone = BackboneKind.HrNetW18Small,
            Tasks =
            [
                new TaskSpec
                {
                    Kind = TaskKind.SemanticSegmentation,
                    Classes = [.. Enumerable.Range(0, 40).Select(i => new LabelClass($"{i}", 0, 0, 0))],
                },
                new TaskSpec { Kind = TaskKind.Depth },
            ],
            Refinement = RefinementKind.Atrc,
            Genotype = new Genotype(Tasks, cells),
            InputHeight = 64,
            InputWidth = 96,
        };
    }

    private static Backbone Make(BackboneKind kind) => MultiTaskNetwork.MakeBackbone(
        new NetworkOptions { Backbone = kind, Tasks = [], InputHeight = 64, InputWidth = 64 }, StageRange.All);

    /// <summary>The tensors of a state dictionary as torch.save would get them, the integer counters left out.</summary>
    private static IEnumerable<(string Name, long[] Shape, float[] Values)> Float(Dictionary<string, Tensor> state, string prefix) =>
    [
        .. state.Where(entry => entry.Value.dtype == ScalarType.Float32).Select(entry =>
            (prefix + entry.Key, entry.Value.shape, SafeTensor.FromTensor(entry.Value).ToSingles())),
    ];

    private static void Randomize(nn.Module module)
    {
        using IDisposable withoutGradients = no_grad();
        int seed = 40;
        foreach ((string name, Tensor tensor) in module.state_dict().Where(entry => entry.Value.dim() == 1))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor values = Numbers.Uniform(seed++, tensor.shape);
            tensor.copy_(name.EndsWith("running_var", StringComparison.Ordinal) ? values.abs() + 0.5 : values + 0.1);
        }
    }

    private static void AssertSame(MultiTaskNetwork expected, MultiTaskNetwork actual)
    {
        Dictionary<string, Tensor> other = actual.state_dict();
        foreach ((string name, Tensor tensor) in expected.state_dict().Where(entry => entry.Key != "normal_centroids"))
        {
            Assert.True(Numbers.Difference(tensor, other[name]) == 0, name);
        }
    }
}
