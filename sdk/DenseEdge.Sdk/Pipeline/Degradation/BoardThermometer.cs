using DenseEdge.Telemetry;

namespace DenseEdge.Sdk.Pipeline.Degradation;

/// <summary>The hottest sensor of a board, read at most once a second: reading costs a system call for each sensor.</summary>
internal sealed class BoardThermometer(BoardSensors sensors, bool ownsSensors, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private long? _lastRead;
    private double? _celsius;

    /// <summary>Gets the temperature in degrees Celsius, at most a second old; null if no sensor answers.</summary>
    internal double? Read()
    {
        if (_lastRead is not { } last || time.GetElapsedTime(last) >= Period)
        {
            _lastRead = time.GetTimestamp();
            _celsius = sensors.TryReadHottest(out double celsius) ? celsius : null;
        }

        return _celsius;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (ownsSensors)
        {
            sensors.Dispose();
        }
    }
}
