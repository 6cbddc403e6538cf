using DenseEdge.Cli.Searching;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Studies;

namespace DenseEdge.Cli.Tests.Searching;

public sealed class DeviceBenchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-bench-").FullName;
    private readonly List<string> _said = [];

    [Theory]
    [InlineData(true, "because the device lowered a clock.")]
    [InlineData(false, "because its reference network drifted.")]
    public void MeasureModel_OnADeviceThatDropsRuns_SaysSoAndWhy(bool throttles, string why)
    {
        ThrottlingDevice device = new(throttles);
        (DeviceBench bench, Genotype genotype, string model) = Make(device, certificateRuns: 1024);

        LatencyMeasurement measured = bench.MeasureModel(genotype, model, CancellationToken.None);

        Assert.Equal(40, measured.DroppedSamples);
        Assert.Contains($"40 runs were dropped, {why}", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public void MeasureModel_ForACertificate_RunsOftenEnoughAndOnlyOnce()
    {
        ThrottlingDevice device = new(throttles: false);
        (DeviceBench bench, Genotype genotype, string model) = Make(device, certificateRuns: 1024);

        bench.MeasureModel(genotype, model, CancellationToken.None);
        bench.MeasureModel(genotype, model, CancellationToken.None);

        MeasurementOptions asked = Assert.Single(device.Asked);
        Assert.Equal(1030, asked.MinimumBlocks * asked.RunsPerBlock);
        Assert.True(asked.MaximumBlocks >= asked.MinimumBlocks);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (DeviceBench Bench, Genotype Genotype, string Model) Make(ThrottlingDevice device, int certificateRuns)
    {
        string profilePath = Path.Combine(_folder, "device.json");
        DeviceProfile profile = RecordedDevice.Write(profilePath);
        SearchPlan plan = SearchPlanner.Plan(new SearchArguments
        {
            Data = "synthetic",
            Device = profilePath,
            BudgetMs = "5",
            Out = Path.Combine(_folder, "study"),
        });
        StudyFolder study = StudyFolder.OpenOrStart(Path.Combine(_folder, "study"), plan.Settings.ToJson());
        string model = Path.Combine(_folder, "model.onnx");
        File.WriteAllText(model, "a model");
        File.WriteAllText(StudyFiles.Reference(study), "a reference");
        device.Identity = profile.Identity;
        DeviceConnection connection = new(() => device, profile.Identity, TimeSpan.Zero, _said.Add);
        return (
            new DeviceBench(study, plan.Settings, profile, connection, Exports.Of(plan.Settings), certificateRuns, _said.Add),
            profile.ReferenceGenotype, model);
    }

    /// <summary>A device whose clock falls, or whose reference drifts, in some blocks.</summary>
    private sealed class ThrottlingDevice(bool throttles) : IMeasuringDevice
    {
        public DeviceIdentity Identity { get; set; } = null!;

        public List<MeasurementOptions> Asked { get; } = [];

        public IReadOnlyList<LatencyMeasurement> Measure(
            IReadOnlyList<string> modelPaths, MeasurementOptions options, IProgress<MeasurementProgress>? progress,
            CancellationToken cancellation)
        {
            Asked.Add(options.Validated());
            return
            [
                new LatencyMeasurement
                {
                    ModelDigest = ModelDigest.Of(modelPaths[0]), Count = 100, P50Ms = 7, P90Ms = 8, P99Ms = 9, UpperBoundMs = 7.1,
                    RawP50Ms = 7, Ratio = 1, Throttled = throttles, DroppedSamples = 40,
                },
            ];
        }

        public void Dispose()
        {
        }
    }
}
