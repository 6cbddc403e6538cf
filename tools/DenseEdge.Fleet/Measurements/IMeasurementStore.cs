namespace DenseEdge.Fleet.Measurements;

/// <summary>
/// Latency and temperature as the devices measured them; <see cref="Devices.IDeviceStore.SetAttributesAsync"/> brings them in.
/// </summary>
public interface IMeasurementStore
{
    /// <summary>The newest measurement of every device and digest, by board, model, version, device.</summary>
    /// <param name="board">Only this board type; null for all.</param>
    /// <param name="model">Only this model; null for all.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The measurements.</returns>
    Task<IReadOnlyList<Measurement>> LatestAsync(
        string? board = null, string? model = null, CancellationToken cancellation = default);

    /// <summary>A device's measurements, newest first, of all digests.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The measurements.</returns>
    Task<IReadOnlyList<Measurement>> HistoryAsync(string device, CancellationToken cancellation = default);

    /// <summary>Sums the newest measurements up per board, and on it per model, version, digest and precision.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The boards in order; a device counts under the version that it runs.</returns>
    Task<IReadOnlyList<BoardReport>> BoardsAsync(CancellationToken cancellation = default);
}
