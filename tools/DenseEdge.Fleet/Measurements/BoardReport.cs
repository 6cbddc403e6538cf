using DenseEdge.Fleet.Devices;

namespace DenseEdge.Fleet.Measurements;

/// <summary>Devices of one board type.</summary>
/// <param name="Board">Board type; "unknown" for devices that told none.</param>
/// <param name="Devices">How many there are.</param>
/// <param name="Models">What they run.</param>
/// <param name="Health">How they are; values without a device are left out.</param>
public sealed record BoardReport(
    string Board, long Devices, IReadOnlyList<BoardModel> Models, IReadOnlyDictionary<DeviceHealth, long> Health);
