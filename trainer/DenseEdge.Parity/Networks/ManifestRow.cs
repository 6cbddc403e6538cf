namespace DenseEdge.Parity.Networks;

/// <summary>One entry of the state of a whole network, as its manifest lists it.</summary>
/// <param name="Name">The entry's name.</param>
/// <param name="Shape">Its shape; null for a counter, which has no generated value.</param>
internal sealed record ManifestRow(string Name, long[]? Shape);
