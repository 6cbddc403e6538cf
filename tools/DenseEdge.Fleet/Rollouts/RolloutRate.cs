namespace DenseEdge.Fleet.Rollouts;

/// <summary>How many devices a rollout offers its version to: a rate that grows with success, as AWS IoT Jobs has it.</summary>
/// <remarks>rate = min(most, perMinute · growthFactor^⌊succeeded / growthEvery⌋).</remarks>
/// <param name="PerMinute">Devices per minute at the beginning, 1 or more.</param>
/// <param name="GrowthFactor">Factor by which it grows, 1 to 10; 1 for a constant rate.</param>
/// <param name="GrowthEvery">After how many more devices that succeeded it grows, 1 or more.</param>
/// <param name="MostPerMinute">Bound on the rate; null for none.</param>
public sealed record RolloutRate(double PerMinute, double GrowthFactor = 1, int GrowthEvery = 100, double? MostPerMinute = null);
