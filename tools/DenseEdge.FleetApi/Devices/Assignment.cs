namespace DenseEdge.FleetApi;

/// <summary>A version for one device, without a rollout.</summary>
/// <param name="Model">The model.</param>
/// <param name="Version">The version.</param>
public sealed record Assignment(string Model, string Version);
