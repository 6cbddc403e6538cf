namespace DenseEdge.Tuf.Publishing;

/// <summary>A target of the published metadata.</summary>
/// <param name="Target">What clients are told about it.</param>
/// <param name="File">Its file in the repository's folder, an absolute path; null if it lies elsewhere.</param>
public sealed record PublishedTarget(TargetInfo Target, string? File);
