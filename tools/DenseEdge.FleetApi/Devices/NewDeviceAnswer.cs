namespace DenseEdge.FleetApi;

/// <summary>A device that was made.</summary>
/// <param name="Device">The device.</param>
/// <param name="Token">Its target token: the only time that it can be seen.</param>
public sealed record NewDeviceAnswer(DeviceView Device, string Token);
