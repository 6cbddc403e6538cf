using DenseEdge.Cli.Profiling.Agent;
using DenseEdge.Contracts;
using DenseEdge.Sdk;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Tests.Profiling;

public sealed class MeasureVerbTests(TinyModels models) : IClassFixture<TinyModels>
{
    private string JobPath => Path.Combine(models.Folder, "job.json");

    [Fact]
    public void Run_OfAJob_MeasuresEveryModelAgainstTheReference()
    {
        string result = Path.Combine(models.Folder, "all.json");
        Job(models.Light, models.Heavy).Save(JobPath);

        Assert.Equal(0, MeasureVerb.Run(JobPath, result, attached: false, default));

        var record = MeasurementRecord.Load(result);
        Assert.Equal((ModelDigest.Of(models.Light), 100.0), (record.ReferenceDigest, record.ReferenceMs));
        Assert.Equal((1, true), (record.Identity.Threads, record.Identity.Runtime.EndsWith(", Cpu", StringComparison.Ordinal)));
        LatencyMeasurement heavy = record.Find(ModelDigest.Of(models.Heavy))!;
        Assert.Equal((10, 5), (heavy.Count, heavy.Blocks));
        Assert.Equal(heavy.Ratio * 100, heavy.P50Ms, 1e-9);
        Assert.True(heavy.UpperBoundMs >= heavy.P50Ms && heavy.P99Ms >= heavy.P90Ms);
        Assert.Equal(
            ContextType.Local,
            record.Measurements.Single(entry => entry.Measurement == heavy).Genotype![TaskKind.Depth, TaskKind.Boundaries]);
        Assert.False(File.Exists($"{result}.lock"));
    }

    [Fact]
    public void Run_AfterAnInterruption_MeasuresOnlyWhatIsMissing()
    {
        string result = Path.Combine(models.Folder, "resumed.json");
        Job(models.Heavy).Save(JobPath);
        MeasureVerb.Run(JobPath, result, attached: false, default);
        LatencyMeasurement before = MeasurementRecord.Load(result).Measurements.Single().Measurement;
        Job(models.Light, models.Heavy).Save(JobPath);

        MeasureVerb.Run(JobPath, result, attached: false, default);

        var record = MeasurementRecord.Load(result);
        Assert.Equal(2, record.Measurements.Count);
        Assert.Equal(before, record.Find(ModelDigest.Of(models.Heavy)));
    }

    [Fact]
    public void Run_IntoTheResultOfAnotherDeviceOrReference_IsRefused()
    {
        string result = Path.Combine(models.Folder, "other.json");
        Job(models.Heavy).Save(JobPath);
        MeasureVerb.Run(JobPath, result, attached: false, default);
        var record = MeasurementRecord.Load(result);

        (record with { ReferenceMs = 50 }).Save(result);
        string reference = Refusal();
        (record with { Identity = record.Identity with { Threads = 3 } }).Save(result);
        string device = Refusal();

        Assert.Contains("of 50 ms", reference, StringComparison.Ordinal);
        Assert.Contains("threads: 3 here, 1 there", device, StringComparison.Ordinal);

        string Refusal()
            => Assert.Throws<InvalidDataException>(() => MeasureVerb.Run(JobPath, result, attached: false, default)).Message;
    }

    [Fact]
    public void Job_WithAModelThatIsNotThere_NamesIt()
    {
        Job(Path.Combine(models.Folder, "none.onnx")).Save(JobPath);

        Assert.Contains(
            "none.onnx', found none",
            Assert.Throws<FileNotFoundException>(() => MeasureJob.Load(JobPath)).Message,
            StringComparison.Ordinal);
    }

    private MeasureJob Job(params string[] paths) => new()
    {
        Models = [.. paths.Select(path => Path.GetFileName(path))],
        Options = models.Quick with { ReferencePath = Path.GetFileName(models.Light) },
        Threads = 1,
        Engine = ExecutionProvider.Cpu,
    };
}
