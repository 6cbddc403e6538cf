namespace DenseEdge.Fleet.Rollouts;

/// <summary>
/// One group: a count of devices, or a cumulative share of all devices of the rollout. Exactly one of the two is set.
/// </summary>
/// <param name="Name">A name for people; null for "group N".</param>
/// <param name="Count">How many devices, 1 or more.</param>
/// <param name="Percent">How many of all devices are in this and the groups before it, above 0 to 100.</param>
public sealed record GroupSize(string? Name, int? Count, double? Percent);
