using System.Globalization;
using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Measurements;
using DenseEdge.Fleet.Tests.Support;

namespace DenseEdge.Fleet.Tests.Measurements;

public sealed class MeasurementStoreTests
{
    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Attributes_WithLatency_BecomeTheNewestMeasurementAndABoundedHistory(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind, new FleetLimits { MeasurementsPerDevice = 3 });
        await fleet.AddDeviceAsync("cam");
        for (int i = 1; i <= 5; i++)
        {
            await MeasureAsync(fleet, "cam", "sha256:a", 10 * i);
            fleet.Time.Advance(60);
        }

        await MeasureAsync(fleet, "cam", "sha256:b", 7);

        IReadOnlyList<Measurement> latest = await fleet.Store.Measurements.LatestAsync();
        Assert.Equal([("sha256:a", 50.0), ("sha256:b", 7.0)], latest.Select(one => (one.Digest, one.LatencyP95Ms!.Value)));
        Assert.Equal([7.0, 50, 40, 30], (await fleet.Store.Measurements.HistoryAsync("cam")).Select(one => one.LatencyP95Ms!.Value));
        Measurement measured = latest[0];
        Assert.Equal(("rpi5", "scene", "1.4", "int8", "CPU", "10W"), (measured.Board, measured.Model, measured.Version, measured.Precision, measured.Provider, measured.PowerMode));
        Assert.Equal((25.0, 75.0, 300L, 55.5), (measured.LatencyP50Ms, measured.LatencyP99Ms, measured.LatencyN, measured.TemperatureC));
        Device device = (await fleet.Store.Devices.FindAsync("cam"))!;
        Assert.Equal((3.5, 7.0, 55.5, "sha256:b"), (device.LatencyP50Ms, device.LatencyP95Ms, device.TemperatureC, device.Digest));
        Assert.Empty(await fleet.Store.Measurements.LatestAsync(board: "orin"));
        Assert.Equal(2, (await fleet.Store.Measurements.LatestAsync("rpi5", "scene")).Count);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Boards_SumUpTheDevicesByWhatTheyRun(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(5);
        for (int i = 0; i < 4; i++)
        {
            await MeasureAsync(fleet, $"cam00{i}", "sha256:a", 10 * (i + 1));
        }

        // An older measurement of another digest doesn't count: the device runs something else now.
        await MeasureAsync(fleet, "cam003", "sha256:b", 99);

        IReadOnlyList<BoardReport> boards = await fleet.Store.Measurements.BoardsAsync();

        Assert.Equal([("rpi5", 4L), ("unknown", 1L)], boards.Select(board => (board.Board, board.Devices)));
        Assert.Equal(4, boards[0].Health[DeviceHealth.Good]);
        BoardModel model = boards[0].Models[0];
        Assert.Equal(("scene", "1.4", "sha256:a", "int8", 3L), (model.Model, model.Version, model.Digest, model.Precision, model.Devices));

        // 10, 20, 30: the median is the 2nd, the 90th percentile the 3rd (ceil 2.7).
        Assert.Equal(new Spread(10, 20, 30, 30), model.LatencyP95Ms);
        Assert.Equal(3, model.PowerModes["10W"]);
        Assert.Equal(new Spread(99, 99, 99, 99), boards[0].Models[1].LatencyP95Ms);
    }

    [Theory]
    [InlineData("denseedge.latency_p95_ms", "NaN")]
    [InlineData("denseedge.latency_p95_ms", "-3")]
    [InlineData("denseedge.latency_p95_ms", "1e999")]
    [InlineData("denseedge.latency_p95_ms", "fast")]
    [InlineData("denseedge.health", "splendid")]
    public async Task Attributes_ThatMakeNoSense_ArePlainAttributes(string name, string value)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(DatabaseKind.Sqlite);
        await fleet.AddDeviceAsync("cam");

        await fleet.Store.Devices.SetAttributesAsync("cam", new Dictionary<string, string> { [name] = value }, AttributeMode.Merge);

        Device device = (await fleet.Store.Devices.FindAsync("cam"))!;
        Assert.Equal((value, null, DeviceHealth.Unknown), (device.Attributes[name], device.LatencyP95Ms, device.Health));
        Assert.Empty(await fleet.Store.Measurements.LatestAsync());
    }

    private static Task MeasureAsync(TestFleet fleet, string device, string digest, double p95)
    {
        var attributes = new Dictionary<string, string>
        {
            ["denseedge.board"] = "rpi5",
            ["denseedge.model"] = "scene",
            ["denseedge.version"] = "1.4",
            ["denseedge.digest"] = digest,
            ["denseedge.health"] = "good",
            ["denseedge.precision"] = "int8",
            ["denseedge.provider"] = "CPU",
            ["denseedge.power_mode"] = "10W",
            ["denseedge.latency_p50_ms"] = (p95 / 2).ToString(CultureInfo.InvariantCulture),
            ["denseedge.latency_p95_ms"] = p95.ToString(CultureInfo.InvariantCulture),
            ["denseedge.latency_p99_ms"] = (p95 * 1.5).ToString(CultureInfo.InvariantCulture),
            ["denseedge.latency_n"] = "300",
            ["denseedge.temperature_c"] = "55.5",
        };
        return fleet.Store.Devices.SetAttributesAsync(device, attributes, AttributeMode.Merge);
    }
}
