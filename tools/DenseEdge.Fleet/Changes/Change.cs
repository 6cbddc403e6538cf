namespace DenseEdge.Fleet.Changes;

/// <summary>That something changed.</summary>
/// <param name="Revision">Its number.</param>
/// <param name="Kind">What.</param>
/// <param name="Id">Which; null for many at once.</param>
public sealed record Change(long Revision, ChangeKind Kind, string? Id);
