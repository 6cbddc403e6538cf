using DenseEdge.Bundles.Golden;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Sdk;
using DenseEdge.Sdk.Tests;

namespace DenseEdge.Bundles.Tests.Golden;

public sealed class GoldenSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DensePredictor _predictor;
    private readonly Rgb24Image[] _frames = [TestModel.Noise(24, 30, seed: 1), TestModel.Noise(12, 16, seed: 2)];

    public GoldenSetTests() => _predictor = DensePredictor.Load(TestModel.Save(_folder.Path));

    public void Dispose()
    {
        _predictor.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Check_OfTheModelItself_PassesWithRoundingAlone()
    {
        GoldenReport report = Reloaded(GoldenSet.Create(_predictor, _frames)).Check(_predictor);

        Assert.True(report.Passed, string.Join(" ", report.Faults));
        Assert.Equal(2, report.Frames);
        Assert.Equal(60, report.LatencyMs.Count);
        Assert.True(report.LatencyMs.P50Ms <= report.LatencyMs.P95Ms);
        Assert.Equal(0, Of(report, TaskKind.SemanticSegmentation));
        Assert.InRange(Of(report, TaskKind.Depth), 0, 1.0 / 2048);             // half precision: 11 bits
        Assert.InRange(Of(report, TaskKind.SurfaceNormals), 1e-9, 0.4);        // 1/254 in each of three components
        Assert.InRange(Of(report, TaskKind.Boundaries), 0, 1e-6);              // the test model's are n/255 already
    }

    [Fact]
    public void Frame_AfterSavingAndLoading_HasItsPixels()
    {
        GoldenSet golden = Reloaded(GoldenSet.Create(_predictor, _frames));

        Assert.Equal(2, golden.FrameCount);
        Assert.Equal(_frames[0].Pixels.ToArray(), golden.Frame(0).Pixels.ToArray());
        Assert.Equal((24, 30), (golden.Frame(0).Height, golden.Frame(0).Width));
        Assert.Equal(_frames[1].Pixels.ToArray(), golden.Frame(1).Pixels.ToArray());
    }

    [Fact]
    public void Check_OfAModelWhoseDepthIsTenPercentOff_NamesTheTask()
    {
        GoldenSet golden = GoldenSet.Create(_predictor, _frames);
        using DensePredictor wrong = Altered(0.011f);

        GoldenReport report = golden.Check(wrong);

        Assert.False(report.Passed);
        Assert.InRange(Of(report, TaskKind.Depth), 0.099, 0.101);
        Assert.StartsWith("depth: expected mean depth error of at most", Assert.Single(report.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfAModelThatAnswersNotANumber_CountsEveryOne()
    {
        GoldenSet golden = GoldenSet.Create(_predictor, _frames);
        using DensePredictor wrong = Altered(float.NaN);

        GoldenReport report = golden.Check(wrong);

        Assert.False(report.Passed);
        Assert.Equal(2 * TestModel.Height * TestModel.Width, report.NonFinite);
        Assert.Contains("\"NaN\"", report.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithAModelThatAnswersNotANumber_RefusesIt()
    {
        using DensePredictor wrong = Altered(float.PositiveInfinity);
        Assert.Contains(
            "the model is broken",
            Assert.Throws<InvalidDataException>(() => GoldenSet.Create(wrong, _frames)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfAnotherNetwork_NamesBoth()
    {
        GoldenSet golden = GoldenSet.Create(_predictor, _frames);
        OnnxModel model = TestModel.Build(TaskKind.Depth);
        model.SetMetadata(
            ModelMetadata.Key, (
                TestModel.Metadata with { Tasks = [ModelTask.Of(new TaskSpec { Kind = TaskKind.Depth })] }).ToJson());
        model.Save(_folder.At("depth.onnx"));
        using DensePredictor other = DensePredictor.Load(_folder.At("depth.onnx"));

        Assert.Contains(
            "semseg", Assert.Throws<InvalidDataException>(() => golden.Check(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAFileWithFlippedBytes_NeverCrashes()
    {
        byte[] bytes = GoldenSet.Create(_predictor, _frames).ToBytes();
        Random random = new(5);
        for (int i = 0; i < 500; i++)
        {
            byte[] changed = (byte[])bytes.Clone();
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            Exception? fault = Record.Exception(() =>
            {
                GoldenSet golden = GoldenSet.Load(new MemoryStream(changed), "test");
                _ = golden.Frame(0);
            });
            Assert.True(fault is null or InvalidDataException, $"{i}: {fault}");
        }
    }

    [Fact]
    public void PlaneCodec_OfEveryShape_LosesNothing()
    {
        Random random = new(3);
        foreach ((int rows, int width, int channels) in (
            ReadOnlySpan<(int, int, int)>)[(1, 1, 1), (1, 7, 3), (9, 1, 3), (5, 6, 1), (4, 5, 3)])
        {
            byte[] samples = new byte[rows * width * channels];
            random.NextBytes(samples);
            Assert.Equal(
                samples, PlaneCodec.Decompress(PlaneCodec.Compress(samples, width, channels), samples.Length, width, channels));
        }
    }

    private static double Of(GoldenReport report, TaskKind task) => report.Tasks.First(deviation => deviation.Task == task).Worst;

    private static GoldenSet Reloaded(GoldenSet golden) => GoldenSet.Load(new MemoryStream(golden.ToBytes()), "test");

    /// <summary>The test model with another factor in place of depth's 0.01.</summary>
    private DensePredictor Altered(float factor)
    {
        string path = _folder.At($"altered-{factor}.onnx");
        byte[] bytes = File.ReadAllBytes(_folder.At("six.onnx"));
        int at = bytes.AsSpan().IndexOf(BitConverter.GetBytes(0.01f));
        BitConverter.GetBytes(factor).CopyTo(bytes, at);
        File.WriteAllBytes(path, bytes);
        return DensePredictor.Load(path);
    }
}
