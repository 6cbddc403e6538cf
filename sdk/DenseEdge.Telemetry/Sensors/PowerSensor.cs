using DenseEdge.Telemetry.Sensors;

namespace DenseEdge.Telemetry;

/// <summary>The power that one supply rail delivers.</summary>
public sealed class PowerSensor : IDisposable
{
    // mV x mA and µW are both millionths of a watt.
    private const double MicrowattsPerWatt = 1e6;

    private readonly SysfsNumber _first;
    private readonly SysfsNumber? _second;

    /// <param name="name">The rail.</param>
    /// <param name="microwatts">Its power.</param>
    internal PowerSensor(string name, SysfsNumber microwatts)
    {
        Name = name;
        _first = microwatts;
    }

    /// <param name="name">The rail.</param>
    /// <param name="millivolts">Its voltage.</param>
    /// <param name="milliamperes">Its current.</param>
    internal PowerSensor(string name, SysfsNumber millivolts, SysfsNumber milliamperes)
    {
        Name = name;
        _first = millivolts;
        _second = milliamperes;
    }

    /// <summary>Gets the rail's label: "VDD_IN" is all that an Orin Nano or NX module takes.</summary>
    public string Name { get; }

    /// <summary>Reads it. Allocates nothing while the sensor answers.</summary>
    /// <param name="watts">Gets the power in watts. Voltage and current are read one after the other.</param>
    /// <returns>False if it doesn't answer now.</returns>
    public bool TryRead(out double watts)
    {
        watts = 0;
        long milliamperes = 1;
        if (!_first.TryRead(out long value) || (_second is not null && !_second.TryRead(out milliamperes)))
        {
            return false;
        }

        watts = (double)value * milliamperes / MicrowattsPerWatt;
        return true;
    }

    /// <summary>Closes the sensor's files.</summary>
    public void Dispose()
    {
        _first.Dispose();
        _second?.Dispose();
    }
}
