using DenseEdge.Search.Devices;
using DenseEdge.Telemetry;

namespace DenseEdge.Cli.Profiling.Agent;

/// <summary>Reads the board's sensors between blocks of runs.</summary>
internal sealed class BoardWatch : IDisposable
{
    private readonly BoardSensors _sensors;
    private readonly ThrottleCounters _throttles;

    /// <summary>Opens the sensors.</summary>
    /// <param name="root">The folder that has sys in it.</param>
    public BoardWatch(string root = "/") => (_sensors, _throttles) = (BoardSensors.Open(root), new ThrottleCounters(root));

    /// <summary>Reads them. Of several clocks of a kind ("cpu 0-3", "cpu 4-5") the fastest counts: idle cores slow down by
    /// themselves.</summary>
    public BoardState Read() => new(
        _throttles.Read(),
        Clocks(),
        _sensors.TryReadHottest(out double celsius) ? celsius : null,
        _sensors.TotalPower is { } power && power.TryRead(out double watts) ? watts : null);

    /// <inheritdoc/>
    public void Dispose() => _sensors.Dispose();

    private Dictionary<string, double> Clocks()
    {
        Dictionary<string, double> fastest = [];
        foreach (ClockSensor clock in _sensors.Clocks)
        {
            string kind = clock.Name.Split(' ')[0];
            if (kind is "cpu" or "gpu" && clock.TryRead(out double hertz))
            {
                fastest[kind] = Math.Max(hertz, fastest.GetValueOrDefault(kind));
            }
        }

        return fastest;
    }
}
