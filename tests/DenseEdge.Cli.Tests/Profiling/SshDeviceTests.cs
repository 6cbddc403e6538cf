using DenseEdge.Cli.Profiling.Devices;
using DenseEdge.Cli.Tests.Remote;
using DenseEdge.Sdk;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Tests.Profiling;

/// <summary>Copies the program through ssh to this very computer and measures there.</summary>
[Trait("Category", "long")]
public sealed class SshDeviceTests(TinyModels models) : IClassFixture<TinyModels>
{
    [SshdFact]
    public void Measure_ThroughARealServer_IsTheSameDeviceAndSurvivesACut()
    {
        using SshServer server = new();
        DeviceOptions options = new()
        {
            WorkFolder = Path.Combine(models.Folder, "ssh-jobs"),
            Threads = 1,
            Engine = ExecutionProvider.Cpu,
            SshOptions = server.Options,
        };
        using LocalDevice local = new(options);
        using IMeasuringDevice device = MeasuringDevices.Open($"ssh://root@127.0.0.1:{server.Port}", options);
        Cutter cutter = new(server);

        IReadOnlyList<LatencyMeasurement> found = device.Measure(
            [models.Heavy, models.Light], models.Quick with { MinimumBlocks = 40, MaximumBlocks = 40 }, cutter, default);

        Assert.Equal(local.Identity, device.Identity);
        Assert.Equal([ModelDigest.Of(models.Heavy), ModelDigest.Of(models.Light)], found.Select(measured => measured.ModelDigest));
        Assert.True(cutter.WasCut);
        Assert.Contains(cutter.Seen, progress => progress.Details.Contains("trying again", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(options.WorkFolder));
    }

    /// <summary>Kills the server when the first network begins, and starts it again when the device is tried again.</summary>
    private sealed class Cutter(SshServer server) : IProgress<MeasurementProgress>
    {
        public bool WasCut { get; private set; }

        public List<MeasurementProgress> Seen { get; } = [];

        public void Report(MeasurementProgress value)
        {
            Seen.Add(value);
            if (!WasCut)
            {
                WasCut = true;
                server.Kill();
            }
            else if (value.Details.Contains("trying again", StringComparison.Ordinal))
            {
                server.Start();
            }
        }
    }
}
