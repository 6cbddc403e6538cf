using DenseEdge.Fleet.Measurements;
using DenseEdge.FleetApi;
using Api = DenseEdge.FleetApi;

namespace DenseEdge.FleetServer.Management.Views;

/// <summary>Measurements as the API shows them.</summary>
internal static class ReportViews
{
    /// <summary>Numbers of devices.</summary>
    public static Api.DeviceTotals View(this Fleet.Devices.DeviceTotals totals) => new()
    {
        Devices = totals.Devices,
        States = totals.States.ToDictionary(pair => ApiWord.Of(pair.Key), pair => pair.Value),
        Health = totals.Health.ToDictionary(pair => ApiWord.Of(pair.Key), pair => pair.Value),
        Versions = [.. totals.Versions.Select(
            one => new Api.VersionTotal { Model = one.Model, Version = one.Version, Devices = one.Devices })],
    };

    /// <summary>A board with what runs on it.</summary>
    public static Api.BoardReport View(this Fleet.Measurements.BoardReport board) => new()
    {
        Board = board.Board,
        Devices = (int)board.Devices,
        Models = [.. board.Models.Select(View)],
        Health = board.Health.ToDictionary(pair => ApiWord.Of(pair.Key), pair => (int)pair.Value),
    };

    /// <summary>What one device measured.</summary>
    public static DeviceLatency View(this Measurement measurement) => new()
    {
        Device = measurement.Device,
        Board = measurement.Board,
        Model = measurement.Model,
        Version = measurement.Version,
        Digest = measurement.Digest,
        Precision = measurement.Precision,
        Provider = measurement.Provider,
        PowerMode = measurement.PowerMode,
        LatencyP50Ms = measurement.LatencyP50Ms,
        LatencyP95Ms = measurement.LatencyP95Ms,
        LatencyP99Ms = measurement.LatencyP99Ms,
        LatencyN = measurement.LatencyN,
        TemperatureC = measurement.TemperatureC,
    };

    private static BoardModelReport View(BoardModel model) => new()
    {
        Model = model.Model,
        Version = model.Version,
        Digest = model.Digest,
        Precision = model.Precision,
        Devices = (int)model.Devices,
        LatencyP50Ms = View(model.LatencyP50Ms),
        LatencyP95Ms = View(model.LatencyP95Ms),
        TemperatureC = View(model.TemperatureC),
        PowerModes = model.PowerModes.ToDictionary(pair => pair.Key, pair => (int)pair.Value),
    };

    private static Distribution? View(Spread? spread) => spread is null
        ? null
        : new Distribution { Min = spread.Min, Median = spread.Median, P90 = spread.P90, Max = spread.Max };
}
