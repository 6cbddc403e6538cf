using DenseEdge.Telemetry.Sensors;

namespace DenseEdge.Telemetry;

/// <summary>The frequency of one unit's clock.</summary>
public sealed class ClockSensor : IDisposable
{
    private readonly SysfsNumber _frequency;
    private readonly double _hertzPerUnit;

    /// <param name="name">The unit.</param>
    /// <param name="frequency">Its frequency now.</param>
    /// <param name="maximum">The highest frequency that is allowed now; null if nobody says.</param>
    /// <param name="hertzPerUnit">1000 for cpufreq, which counts in kHz; 1 for devfreq.</param>
    internal ClockSensor(string name, SysfsNumber frequency, long? maximum, double hertzPerUnit)
    {
        Name = name;
        _frequency = frequency;
        _hertzPerUnit = hertzPerUnit;
        MaximumHz = maximum * hertzPerUnit;
    }

    /// <summary>Gets the unit: "cpu 0-3", "gpu", or what the kernel calls it.</summary>
    public string Name { get; }

    /// <summary>
    /// Gets the highest frequency in hertz that was allowed when the sensors were opened, such as by the power mode;
    /// null if unknown.
    /// </summary>
    public double? MaximumHz { get; }

    /// <summary>Reads it. Allocates nothing while the sensor answers.</summary>
    /// <param name="hertz">Gets the frequency in hertz.</param>
    /// <returns>False if it doesn't answer now.</returns>
    public bool TryRead(out double hertz)
    {
        bool read = _frequency.TryRead(out long value);
        hertz = value * _hertzPerUnit;
        return read;
    }

    /// <summary>Closes the sensor's file.</summary>
    public void Dispose() => _frequency.Dispose();
}
