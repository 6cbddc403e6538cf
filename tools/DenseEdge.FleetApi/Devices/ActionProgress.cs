namespace DenseEdge.FleetApi;

/// <summary>How far a device is with an update, in steps of its own.</summary>
/// <param name="Done">Steps done.</param>
/// <param name="Of">Steps in all.</param>
public sealed record ActionProgress(int Done, int Of);
