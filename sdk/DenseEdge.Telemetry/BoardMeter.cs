using System.Diagnostics.Metrics;

namespace DenseEdge.Telemetry;

/// <summary>
/// Offers a board's sensors as metrics, which OpenTelemetry and dotnet-counters read without code: the meter
/// <see cref="Name"/> with the gauges denseedge.board.temperature (Cel), denseedge.board.power (W) and
/// denseedge.board.clock (Hz), one measurement per sensor with the tag "sensor". A sensor is read when somebody collects.
/// </summary>
public sealed class BoardMeter : IDisposable
{
    /// <summary>The meter's name, to be enabled in the collector.</summary>
    public const string Name = "DenseEdge.Board";

    private readonly Meter _meter = new(Name);
    private readonly BoardSensors _sensors;

    /// <summary>Starts to offer the sensors.</summary>
    /// <param name="sensors">The sensors. They stay the caller's and have to outlive the meter.</param>
    public BoardMeter(BoardSensors sensors)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        _sensors = sensors;
        _meter.CreateObservableGauge("denseedge.board.temperature", Temperatures, "Cel", "Temperature of a part of the board.");
        _meter.CreateObservableGauge("denseedge.board.power", Power, "W", "Power that a supply rail delivers.");
        _meter.CreateObservableGauge("denseedge.board.clock", Clocks, "Hz", "Frequency of a unit's clock.");
    }

    /// <summary>Takes the metrics away. The sensors stay open.</summary>
    public void Dispose() => _meter.Dispose();

    private static Measurement<double> Of(string sensor, double value)
        => new(value, new KeyValuePair<string, object?>("sensor", sensor));

    private IEnumerable<Measurement<double>> Temperatures()
    {
        foreach (TemperatureSensor sensor in _sensors.Temperatures)
        {
            if (sensor.TryRead(out double celsius))
            {
                yield return Of(sensor.Name, celsius);
            }
        }
    }

    private IEnumerable<Measurement<double>> Power()
    {
        foreach (PowerSensor sensor in _sensors.Power)
        {
            if (sensor.TryRead(out double watts))
            {
                yield return Of(sensor.Name, watts);
            }
        }
    }

    private IEnumerable<Measurement<double>> Clocks()
    {
        foreach (ClockSensor sensor in _sensors.Clocks)
        {
            if (sensor.TryRead(out double hertz))
            {
                yield return Of(sensor.Name, hertz);
            }
        }
    }
}
