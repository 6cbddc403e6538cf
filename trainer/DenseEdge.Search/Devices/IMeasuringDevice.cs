namespace DenseEdge.Search.Devices;

/// <summary>A device that runs networks and says how long they take.</summary>
public interface IMeasuringDevice : IDisposable
{
    /// <summary>What it is. Measurements of another identity don't apply.</summary>
    DeviceIdentity Identity { get; }

    /// <summary>Measures networks.</summary>
    /// <param name="modelPaths">Exported models (.onnx) on this computer.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Gets told after every network; null for nobody.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    /// <returns>A measurement for each path, in the order of the paths.</returns>
    /// <exception cref="IOException">The device can't be reached, or gave no result; what it measured so far is kept where the
    /// device keeps results.</exception>
    /// <exception cref="InvalidDataException">A file is no model that the device can run.</exception>
    IReadOnlyList<LatencyMeasurement> Measure(
        IReadOnlyList<string> modelPaths, MeasurementOptions options, IProgress<MeasurementProgress>? progress,
        CancellationToken cancellation);
}
