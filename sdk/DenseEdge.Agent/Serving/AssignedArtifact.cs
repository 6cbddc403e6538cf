namespace DenseEdge.Agent.Serving;

/// <summary>A file that a server offers.</summary>
/// <param name="FileName">Its name, for people.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hexadecimal.</param>
/// <param name="Source">Where it is; not always at the server itself.</param>
public sealed record AssignedArtifact(string FileName, long Bytes, string Sha256, Uri Source);
