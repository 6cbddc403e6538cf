using DenseEdge.Search.Space;

namespace DenseEdge.Search.Fronts;

/// <summary>A network of a whole space that no other one beats.</summary>
/// <param name="Network">The network.</param>
/// <param name="LatencyMicroseconds">What it costs, as the model of its setting says.</param>
/// <param name="Utility">What it is worth, comparable between settings.</param>
public sealed record SpacePoint(SearchPoint Network, long LatencyMicroseconds, double Utility);
