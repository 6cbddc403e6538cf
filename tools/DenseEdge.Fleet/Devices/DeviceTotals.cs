namespace DenseEdge.Fleet.Devices;

/// <summary>Numbers of devices.</summary>
/// <param name="Devices">All.</param>
/// <param name="States">By state; states without a device are left out.</param>
/// <param name="Health">By health; values without a device are left out.</param>
/// <param name="Versions">By the version that runs; devices that told none are left out.</param>
public sealed record DeviceTotals(
    long Devices,
    IReadOnlyDictionary<DeviceState, long> States,
    IReadOnlyDictionary<DeviceHealth, long> Health,
    IReadOnlyList<VersionTotal> Versions);
