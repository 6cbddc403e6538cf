namespace DenseEdge.Bundles.Deltas;

/// <summary>What became of one tensor of a model.</summary>
/// <param name="Name">The initialiser's name.</param>
/// <param name="Kind">How the delta makes it.</param>
/// <param name="Bytes">Its length in bytes.</param>
/// <param name="ChangedShare">Share of its elements that differ, 0 to 1; 1 for a tensor that the other model doesn't
/// have.</param>
/// <param name="EstimatedBytes">About what it costs in the delta: a quick compression of it alone.</param>
public sealed record TensorChange(string Name, TensorChangeKind Kind, long Bytes, double ChangedShare, long EstimatedBytes);
