namespace DenseEdge.Fleet.Actions;

/// <summary>How far a device is, in units of its own; DDI's progress.</summary>
/// <param name="Done">Units done, 0 or more.</param>
/// <param name="Of">All units; null if the device didn't say.</param>
public sealed record ActionProgress(int Done, int? Of);
