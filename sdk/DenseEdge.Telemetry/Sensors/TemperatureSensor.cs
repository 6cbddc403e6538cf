using DenseEdge.Telemetry.Sensors;

namespace DenseEdge.Telemetry;

/// <summary>One temperature.</summary>
public sealed class TemperatureSensor : IDisposable
{
    private const double MilliDegreesPerDegree = 1000;

    private readonly SysfsNumber _milliDegrees;

    internal TemperatureSensor(string name, SysfsNumber milliDegrees)
    {
        Name = name;
        _milliDegrees = milliDegrees;
    }

    /// <summary>
    /// Gets what the kernel calls it: "cpu-thermal", "tj-thermal" (the hottest place of a Jetson), "k10temp Tctl".
    /// </summary>
    public string Name { get; }

    /// <summary>Reads it. Allocates nothing while the sensor answers.</summary>
    /// <param name="celsius">Gets the temperature in degrees Celsius.</param>
    /// <returns>False if it doesn't answer now, as that of a Jetson's vision unit while it is switched off.</returns>
    public bool TryRead(out double celsius)
    {
        bool read = _milliDegrees.TryRead(out long milliDegrees);
        celsius = milliDegrees / MilliDegreesPerDegree;
        return read;
    }

    /// <summary>Closes the sensor's file.</summary>
    public void Dispose() => _milliDegrees.Dispose();
}
