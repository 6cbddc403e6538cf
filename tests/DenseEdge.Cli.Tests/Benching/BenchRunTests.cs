using System.Text.Json.Nodes;
using DenseEdge.Cli.Benching;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Sdk;
using DenseEdge.Telemetry;

namespace DenseEdge.Cli.Tests.Benching;

/// <summary>Counts, bytes and JSON of a bench with a model that computes next to nothing; no test looks at a time.</summary>
public sealed class BenchRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-bench").FullName;
    private readonly DensePredictor _predictor;
    private readonly BenchFrames _frames = BenchFrames.Make();

    public BenchRunTests()
    {
        _predictor = DensePredictor.Load(SaveModel(), new PredictorOptions { ThreadCount = 1 });
        for (int i = 0; i < 8; i++)
        {
            _predictor.Run(_frames[i]).Dispose();
        }
    }

    [Fact]
    public void RatedRun_CountsEveryFrame_AndAllocatesNothing()
    {
        RateResult result = new RatedRun(_predictor, _frames).Run(200, TimeSpan.FromSeconds(0.25), CancellationToken.None);

        Assert.Equal(50, result.Offered);
        Assert.Equal(result.Offered, result.Lost + result.Latency!.Count);
        Assert.Equal(result.Latency.Count, result.Run!.Count);
        Assert.Equal(0, result.AllocatedBytesPerFrame);
    }

    [Fact]
    public void RatedRun_FasterThanThePredictor_LosesFramesButNotTheLast()
    {
        RateResult result = new RatedRun(_predictor, _frames).Run(1e6, TimeSpan.FromSeconds(0.02), CancellationToken.None);

        Assert.Equal(20_000, result.Offered);
        Assert.InRange(result.LossShare, 0.5, 1);
        Assert.True(result.Latency!.Count > 0);
    }

    [Fact]
    public void RatedRun_ThatIsCancelled_Ends()
        => Assert.Throws<OperationCanceledException>(() => new RatedRun(_predictor, _frames).Run(
            1, TimeSpan.FromHours(1), new CancellationToken(canceled: true)));

    [Fact]
    public void Frames_ThatAreMade_AreAlwaysTheSame()
    {
        Assert.Equal((480, 640), (_frames.Height, _frames.Width));
        Assert.Equal(_frames.Digest, BenchFrames.Make().Digest);
        Assert.Same(_frames[1], _frames[9]);
        Assert.False(_frames[1].Pixels.SequenceEqual(_frames[2].Pixels));
    }

    [Fact]
    public void Verb_WithEverything_WritesOneReport()
    {
        string json = Path.Combine(_folder, "out", "bench.json");

        int code = BenchVerb.Run(
            new BenchArguments
            {
                Model = SaveModel(),
                Camera = "test://?width=64&height=48&fps=100&frames=400",
                CompareRaw = true,
                Engine = ExecutionProvider.Cpu,
                Threads = 1,
                RatesHz = [50, 100],
                Seconds = 0.1,
                Json = json,
            },
            CancellationToken.None);

        Assert.Equal(0, code);
        JsonNode report = JsonNode.Parse(File.ReadAllText(json))!;
        Assert.Equal(64, report["model"]!["sha256"]!.GetValue<string>().Length);
        Assert.Equal((48, 64), (report["frames"]!["height"]!.GetValue<int>(), report["frames"]!["width"]!.GetValue<int>()));
        Assert.Equal([50.0, 100.0], report["rates"]!.AsArray().Select(rate => rate!["rate_hz"]!.GetValue<double>()));
        Assert.True(report["peak_hz"]!.GetValue<double>() > 0);
        Assert.Equal(0, report["compare_raw"]!["allocated_bytes_per_run"]!.GetValue<double>());
        Assert.True(report["compare_raw"]!["run"]!["count"]!.GetValue<int>() >= 20);
        Assert.True(report["live"]!["captured"]!.GetValue<long>() > 0);
        Assert.Equal(["bench.json"], Directory.EnumerateFiles(Path.GetDirectoryName(json)!).Select(Path.GetFileName));
    }

    [Fact]
    public void Json_HasNoSerialNumber()
        => Assert.DoesNotContain(
            "1234567",
            BenchJson.Of(new BenchReport
            {
                MeasuredAt = default,
                Device = new BoardIdentity { SerialNumber = "1234567", Model = "Board" },
                ModelPath = "m.onnx",
                ModelDigest = "d",
                ModelBytes = 1,
                Model = _predictor.Model,
                Engine = "e",
                Threads = 1,
                Frames = _frames,
                FirstResultMs = 1,
                LoadMs = 1,
                PeakHz = 1,
                Rates = [],
                Before = default,
                After = default,
            }).ToJsonString(),
            StringComparison.Ordinal);

    public void Dispose()
    {
        _predictor.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Red in centimetres is the depth.</summary>
    private string SaveModel()
    {
        const int height = 12, width = 16;
        OnnxGraphBuilder graph = new("red-is-depth");
        GraphValue image = graph.Input("image", GraphElementType.UInt8, 1, height, width, 3);
        GraphValue pixels = graph.Cast(graph.Transpose(image, 0, 3, 1, 2), GraphElementType.Float32);
        graph.Output("depth", graph.Mul(graph.Slice(pixels, 1, 0, 1), graph.Scalar(0.01f)));
        OnnxModel model = graph.Build("DenseEdge tests");
        ModelMetadata metadata = new()
        {
            InputHeight = height,
            InputWidth = width,
            Producer = "DenseEdge tests",
            Tasks = [ModelTask.Of(new TaskSpec { Kind = TaskKind.Depth })],
        };
        model.SetMetadata(ModelMetadata.Key, metadata.ToJson());
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.onnx");
        model.Save(path);
        return path;
    }
}
