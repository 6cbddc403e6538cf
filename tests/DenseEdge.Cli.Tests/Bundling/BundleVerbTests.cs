using DenseEdge.Bundles;
using DenseEdge.Cli.Bundling;
using DenseEdge.Contracts;
using DenseEdge.Imaging;
using DenseEdge.Onnx;
using DenseEdge.Tuf;

namespace DenseEdge.Cli.Tests.Bundling;

/// <summary>denseedge bundle on a network whose only answer is the picture's red as a depth.</summary>
public sealed class BundleVerbTests : IDisposable
{
    private const int Height = 8;
    private const int Width = 10;

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-bundle-cli-").FullName;
    private readonly StringWriter _output = new();

    public BundleVerbTests()
    {
        Directory.CreateDirectory(At("frames"));
        Random random = new(2);
        for (int i = 0; i < 3; i++)
        {
            Rgb24Image frame = new(Height, Width);
            random.NextBytes(frame.Pixels);
            ImageFile.Write(At($"frames/{i}.png"), frame);
        }

        Save("plain.onnx", factor: 0.01f, target: null);
        Save("cpu.onnx", factor: 0.0101f, target: "cpu");
    }

    public void Dispose()
    {
        _output.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Create_WithAKey_MakesASignedBundleOfBothModels()
    {
        using SigningKey key = SigningKey.Create();
        File.WriteAllText(At("key.pem"), key.ToPem());

        Assert.Equal(0, CreateBundleVerb.Run(
            Arguments("plain.onnx", "cpu.onnx") with { Keys = [At("key.pem")], IsUnsigned = false }, _output));

        using Bundle bundle = Bundle.Open(At("scene.bundle"));
        bundle.VerifyBlobs();
        Assert.NotNull(bundle.Signature);
        Assert.Equal(["plain.onnx", "cpu.onnx"], bundle.Manifest.Models.Select(model => model.File));
        Assert.Equal("m", Assert.Single(bundle.Manifest.Tasks).Unit);
        Assert.Equal("Cpu 1.20 or newer", Assert.Single(bundle.Manifest.Models[1].Runtimes).ToString());
        Assert.Contains(key.Public.KeyId, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_Twice_MakesTheSameBytes()
    {
        CreateBundleVerb.Run(Arguments("plain.onnx"), _output);
        byte[] first = File.ReadAllBytes(At("scene.bundle"));
        CreateBundleVerb.Run(Arguments("plain.onnx"), _output);

        Assert.Equal(first, File.ReadAllBytes(At("scene.bundle")));
    }

    [Fact]
    public void Create_WithACertificate_Promises()
    {
        using FileStream model = File.OpenRead(At("cpu.onnx"));
        string digest = BlobDigest.Hex(BlobDigest.Of(model));
        model.Dispose();
        File.WriteAllText(At("latency.json"), $$"""
            {"format": 1, "model": "cpu.onnx", "model_sha256": "{{digest}}", "budgets_ms": [5],
             "device": {"board": "test board", "runtime": "engine 1", "threads": 2},
             "measurement": {"p50_ms": 4, "p90_ms": 5, "p99_ms": 6.25} }
            """);

        CreateBundleVerb.Run(Arguments("plain.onnx", "cpu.onnx") with { Certificates = [At("latency.json")] }, _output);

        using Bundle bundle = Bundle.Open(At("scene.bundle"));
        Assert.Null(bundle.Manifest.Models[0].LatencyPromise);
        Assert.Equal(6.25, bundle.Manifest.Models[1].LatencyPromise!.P95Ms);
    }

    [Fact]
    public void Create_WithADifferentNetwork_ShowsWhereItFails()
    {
        Save("other.onnx", factor: 0.02f, target: null);

        string fault = Assert.Throws<InvalidDataException>(
            () => CreateBundleVerb.Run(Arguments("plain.onnx", "other.onnx"), _output)).Message;
        Assert.Contains(
            "other.onnx: it fails the golden frames that plain.onnx answered: depth", fault, StringComparison.Ordinal);
        Assert.False(File.Exists(At("scene.bundle")));
    }

    [Fact]
    public void Create_WithoutKeyOrUnsigned_AsksForOne()
        => Assert.Contains(
            "--unsigned, found neither",
            Assert.Throws<ArgumentException>(
                () => CreateBundleVerb.Run(Arguments("plain.onnx") with { IsUnsigned = false }, _output)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void VerifyInspectAndExtract_OfABundle_TellWhatIsInIt()
    {
        CreateBundleVerb.Run(Arguments("plain.onnx", "cpu.onnx"), _output);

        Assert.Equal(0, VerifyBundleVerb.Run(At("scene.bundle"), null, isProven: true, _output));
        Assert.Equal(0, InspectBundleVerb.Run(At("scene.bundle"), isJson: false, _output));
        Assert.Equal(0, ExtractBundleVerb.Run(At("scene.bundle"), At("out"), asLayout: false, [], _output));

        string text = _output.ToString();
        Assert.Contains("cpu.onnx: passed 3 golden frames", text, StringComparison.Ordinal);
        Assert.Contains("runs on TensorRt or Cuda or DirectMl or Cpu", text, StringComparison.Ordinal);
        Assert.Contains("depth (m)", text, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(At("cpu.onnx")), File.ReadAllBytes(At("out/cpu.onnx")));
    }

    [Fact]
    public void Diff_OfTwoModels_TellsTheTensorThatChanged()
    {
        Assert.Equal(0, DiffBundlesVerb.Run(At("plain.onnx"), At("cpu.onnx"), allTensors: true, _output));
        Assert.Contains("a delta is", _output.ToString(), StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private CreateBundleArguments Arguments(params string[] models) => new()
    {
        Models = [.. models.Select(At)],
        Data = At("frames"),
        Output = At("scene.bundle"),
        Name = "edge/scene",
        Version = "1.0.0",
        IsUnsigned = true,
    };

    private void Save(string name, float factor, string? target)
    {
        OnnxGraphBuilder graph = new("depth");
        GraphValue image = graph.Input("image", GraphElementType.UInt8, 1, Height, Width, 3);
        GraphValue pixels = graph.Cast(graph.Transpose(image, 0, 3, 1, 2), GraphElementType.Float32);
        graph.Output(TaskKind.Depth.Key(), graph.Mul(graph.Slice(pixels, 1, 0, 1), graph.Scalar(factor)));
        OnnxModel model = graph.Build("DenseEdge tests");
        model.SetMetadata(ModelMetadata.Key, new ModelMetadata
        {
            InputHeight = Height,
            InputWidth = Width,
            Producer = "DenseEdge tests",
            Target = target,
            Tasks = [ModelTask.Of(new TaskSpec { Kind = TaskKind.Depth })],
        }.ToJson());
        model.Save(At(name));
    }
}
