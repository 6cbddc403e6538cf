using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Devices;

namespace DenseEdge.FleetServer.Telemetry;

/// <summary>The fleet in numbers.</summary>
/// <param name="Devices">Devices by state and health.</param>
/// <param name="Actions">Actions by state.</param>
internal sealed record FleetTotals(DeviceTotals Devices, IReadOnlyDictionary<ActionState, long> Actions)
{
    /// <summary>Before they were read.</summary>
    public static FleetTotals None { get; } = new(
        new DeviceTotals(0, new Dictionary<DeviceState, long>(), new Dictionary<DeviceHealth, long>(), []),
        new Dictionary<ActionState, long>());
}
