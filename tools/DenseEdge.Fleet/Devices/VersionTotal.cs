namespace DenseEdge.Fleet.Devices;

/// <summary>How many devices run a version.</summary>
/// <param name="Model">The model.</param>
/// <param name="Version">The version.</param>
/// <param name="Devices">How many.</param>
public sealed record VersionTotal(string Model, string Version, long Devices);
