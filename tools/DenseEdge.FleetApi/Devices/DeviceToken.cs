namespace DenseEdge.FleetApi;

/// <summary>A device's new token; the one before is void.</summary>
/// <param name="Token">The target token: the only time that it can be seen.</param>
public sealed record DeviceToken(string Token);
