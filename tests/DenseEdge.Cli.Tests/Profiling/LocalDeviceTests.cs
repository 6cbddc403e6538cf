using DenseEdge.Cli.Profiling.Devices;
using DenseEdge.Cli.Remote;
using DenseEdge.Sdk;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Tests.Profiling;

public sealed class LocalDeviceTests(TinyModels models) : IClassFixture<TinyModels>
{
    [Fact]
    public void Measure_InAProcessOfItsOwn_AnswersInTheOrderOfTheModels()
    {
        DeviceOptions options = Options("jobs");
        using IMeasuringDevice device = MeasuringDevices.Open("local", options);
        List<MeasurementProgress> seen = [];

        IReadOnlyList<LatencyMeasurement> found = device.Measure(
            [models.Heavy, models.Light, models.Heavy], models.Quick, new Listener(seen), default);

        string heavy = ModelDigest.Of(models.Heavy), light = ModelDigest.Of(models.Light);
        Assert.Equal([heavy, light, heavy], found.Select(measured => measured.ModelDigest));
        Assert.Equal((2, 2), (seen[^1].Done, seen[^1].Total));
        Assert.Empty(Directory.GetFiles(options.WorkFolder));
    }

    /// <summary>What a killed process left is taken up; what was answered is measured anew.</summary>
    [Fact]
    public void Measure_AfterAKill_ReusesWhatIsThereOnce()
    {
        DeviceOptions options = Options("killed");
        using LocalDevice device = new(options);
        PendingJob job = new([models.Heavy], models.Quick, device.Identity, options.WorkFolder);
        LatencyMeasurement left = new()
        {
            ModelDigest = ModelDigest.Of(models.Heavy),
            Count = 1,
            P50Ms = 1.25,
            P90Ms = 2,
            P99Ms = 3,
            UpperBoundMs = 1.5,
            RawP50Ms = 4,
            Ratio = 0.0125,
        };
        new MeasurementRecord
        {
            Identity = device.Identity,
            ReferenceDigest = job.ReferenceDigest,
            ReferenceMs = models.Quick.ReferenceMs!.Value,
            Measurements = [new(null, left)],
        }.Save(job.ResultPath);

        Assert.Equal(left, device.Measure([models.Heavy], models.Quick, null, default).Single());
        Assert.NotEqual(left, device.Measure([models.Heavy], models.Quick, null, default).Single());
    }

    [Fact]
    public void Measure_OfABrokenModel_SaysWhatTheAgentSaid()
    {
        string broken = Path.Combine(models.Folder, "broken.onnx");
        File.WriteAllText(broken, "no model");
        using LocalDevice device = new(Options("broken"));

        string message = Assert.Throws<IOException>(() => device.Measure([broken], models.Quick, null, default)).Message;

        Assert.Contains("broken.onnx: expected a model that ONNX Runtime can load", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("remote", "Expected a device (local, ssh://user@host[:port] or replay:FILE), found 'remote'.")]
    [InlineData("ssh://", "Expected ssh://user@host[:port], found 'ssh://'.")]
    [InlineData("ssh://me:secret@board", "Keys, not passwords")]
    [InlineData("ssh://-oProxyCommand=x@board", "Expected ssh://user@host[:port]")]
    public void Open_OfAnotherName_SaysWhatNamesLookLike(string name, string message)
        => Assert.Contains(
            message,
            Assert.Throws<ArgumentException>(() => MeasuringDevices.Open(name, Options("none"))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("ssh://me@board:2222", "me@board", 2222)]
    [InlineData("ssh://board", "board", null)]
    public void SshAddress_Parse_ByHand(string text, string target, int? port)
        => Assert.Equal(new SshAddress(target, port), SshAddress.Parse(text));

    private DeviceOptions Options(string folder) => new()
    {
        WorkFolder = Path.Combine(models.Folder, folder),
        Threads = 1,
        Engine = ExecutionProvider.Cpu,
    };

    private sealed class Listener(List<MeasurementProgress> seen) : IProgress<MeasurementProgress>
    {
        public void Report(MeasurementProgress value) => seen.Add(value);
    }
}
