namespace DenseEdge.Search.Devices;

/// <summary>How far a measurement is.</summary>
/// <param name="Done">Networks that are measured.</param>
/// <param name="Total">Networks in all.</param>
/// <param name="Details">What happens now, such as the network's file name or that the device can't be reached.</param>
/// <param name="Remaining">The time left; null if it isn't known yet.</param>
public sealed record MeasurementProgress(int Done, int Total, string Details, TimeSpan? Remaining);
