using System.Text.Json;
using DenseEdge.Cli.Finetuning;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Linting;
using DenseEdge.Onnx.Targets;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Tests.Finetuning;

public sealed class FinetuneVerbTests(TrainedRun trained) : IClassFixture<TrainedRun>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-finetune-tests-").FullName;

    private string Output => Path.Combine(_folder, "tuned.onnx");

    [Fact]
    public void Run_OfATrainedRun_WritesAnIntegerModelAndAReport()
    {
        FinetuneVerb.Run(Arguments(trained.Folder), CancellationToken.None);

        OnnxModel model = OnnxModel.Load(Output);
        Assert.True(Linter.Judge(model, TargetProfiles.Find("cpu")).IsAccepted);
        Assert.Contains(model.Proto.Graph.Node, node => node.OpType == "QuantizeLinear");
        using DensePredictor predictor = DensePredictor.Load(Output);
        Assert.Equal(("cpu", ModelPrecision.Int8), (predictor.Model.Target, predictor.Model.Precision));
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "tuned.report.json")));
        Assert.True(report.RootElement.GetProperty("limits_pairs").GetBoolean());
        Assert.Equal(2, report.RootElement.GetProperty("losses").GetArrayLength());
        JsonElement score = report.RootElement.GetProperty("scores").EnumerateArray().First();
        string[] models = ["float", "quantized", "tuned"];
        Assert.All(models, name => Assert.InRange(score.GetProperty(name).GetDouble(), 0, 1));
    }

    [Fact]
    [Trait("Category", "long")]
    public void Run_ForTensorRtEleven_WritesAnFp16GraphWithTheTrainedCodes()
    {
        FinetuneVerb.Run(Arguments(trained.Folder) with { Target = "trt11" }, CancellationToken.None);

        OnnxModel model = OnnxModel.Load(Output);
        Assert.True(Linter.Judge(model, TargetProfiles.Find("trt11")).IsAccepted);
        Assert.Contains(model.Proto.Graph.Initializer, tensor => tensor.DataType == (int)GraphElementType.Float16);
    }

    [Fact]
    public void Run_OfAFolderThatIsNoRun_SaysSo()
        => AssertRefused<InvalidDataException>(Arguments(_folder), "Expected a run folder of 'denseedge train'");

    [Fact]
    public void Run_WithoutACheckpoint_SaysThatItStartsFromOne()
    {
        string run = Directory.CreateDirectory(Path.Combine(_folder, "run")).FullName;
        File.Copy(Path.Combine(trained.Folder, "run.json"), Path.Combine(run, "run.json"));

        AssertRefused<InvalidDataException>(Arguments(run), "Expected a checkpoint in");
    }

    [Theory]
    [InlineData("directml", "int8")]
    [InlineData("jetpack9", "Unknown target 'jetpack9'")]
    public void Run_ForATargetWithoutIntegers_SaysSo(string target, string message)
        => AssertRefused<ArgumentException>(Arguments(trained.Folder) with { Target = target }, message);

    [Fact]
    public void Run_WithLimitedPairsForATargetThatNeedsNone_SaysSo()
        => AssertRefused<ArgumentException>(
            Arguments(trained.Folder) with { Target = "jetpack6", WeightBits = 7 }, "this target is none");

    [Fact]
    public void Run_WithoutData_NamesTheFolder()
    {
        string missing = Path.Combine(_folder, "no-data");

        AssertRefused<Exception>(Arguments(trained.Folder) with { Data = missing }, missing);
    }

    [Theory]
    [InlineData(9, null, "Expected 7 or 8 for --weight-bits, found 9")]
    [InlineData(null, -1.0, "LearningRate")]
    public void Run_WithAWrongNumber_SaysWhatWasExpected(int? bits, double? rate, string message)
        => AssertRefused<ArgumentException>(
            Arguments(trained.Folder) with { WeightBits = bits, LearningRate = rate }, message);

    [Fact]
    public void Run_Cancelled_WritesNothing()
    {
        FinetuneArguments arguments = Arguments(trained.Folder);
        using CancellationTokenSource cancellation = new();
        cancellation.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => FinetuneVerb.Run(arguments, cancellation.Token));

        Assert.False(File.Exists(Output));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void AssertRefused<T>(FinetuneArguments arguments, string message)
        where T : Exception
    {
        T failure = Assert.ThrowsAny<T>(() => FinetuneVerb.Run(arguments, CancellationToken.None));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private FinetuneArguments Arguments(string run) => new()
    {
        Run = run,
        Target = "cpu",
        Steps = 2,
        Images = 3,
        Out = Output,
    };
}
