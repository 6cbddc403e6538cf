using DenseEdge.Cli.Searching;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Tests.Searching;

public sealed class DeviceConnectionTests
{
    private static readonly DeviceIdentity Board = new()
    {
        Board = "Rev 2",
        Processor = "P4",
        OperatingSystem = "Linux 6",
        Runtime = "ONNX Runtime 1.29.0, Cpu",
        Threads = 1,
    };

    private readonly List<string> _said = [];

    [Fact]
    public void Measure_OfADeviceThatComesBack_OpensItAgainAndSaysSo()
    {
        FlakyDevice device = new(Board, failures: 2);
        using DeviceConnection connection = Connect(device);

        LatencyMeasurement measured = connection.Measure("model.onnx", Options, CancellationToken.None);

        Assert.Equal(7, measured.P50Ms);
        Assert.Equal(2, _said.Count);
        Assert.Equal(2, device.Disposals);
    }

    [Fact]
    public void Measure_OfADeviceThatStaysAway_SaysThatTheStudyResumes()
    {
        using DeviceConnection connection = Connect(new FlakyDevice(Board, failures: 3));

        IOException fault = Assert.Throws<IOException>(() => connection.Measure("model.onnx", Options, CancellationToken.None));

        Assert.Contains("no measurement in 3 attempts: no route to host", fault.Message, StringComparison.Ordinal);
        Assert.Contains("the same command goes on", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_OfAnotherDeviceThanTheProfiles_NamesBothAndDoesNotTryAgain()
    {
        FlakyDevice device = new(Board with { Runtime = "ONNX Runtime 1.30.0, Cpu" }, failures: 0);
        using DeviceConnection connection = Connect(device);

        InvalidDataException fault = Assert.Throws<InvalidDataException>(
            () => connection.Measure("model.onnx", Options, CancellationToken.None));

        Assert.Contains("ONNX Runtime 1.29.0, Cpu here, ONNX Runtime 1.30.0, Cpu there", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_said);
    }

    private static MeasurementOptions Options => new() { ReferencePath = "reference.onnx" };

    private DeviceConnection Connect(FlakyDevice device) => new(() => device, Board, TimeSpan.Zero, _said.Add);

    private sealed class FlakyDevice(DeviceIdentity identity, int failures) : IMeasuringDevice
    {
        private int _failures = failures;

        public DeviceIdentity Identity => identity;

        public int Disposals { get; private set; }

        public IReadOnlyList<LatencyMeasurement> Measure(
            IReadOnlyList<string> modelPaths, MeasurementOptions options, IProgress<MeasurementProgress>? progress,
            CancellationToken cancellation)
            => _failures-- > 0
                ? throw new IOException("no route to host")
                : [new LatencyMeasurement
                {
                    ModelDigest = "", Count = 9, P50Ms = 7, P90Ms = 8, P99Ms = 9, UpperBoundMs = 7.5, RawP50Ms = 7, Ratio = 1,
                }];

        public void Dispose() => Disposals++;
    }
}
