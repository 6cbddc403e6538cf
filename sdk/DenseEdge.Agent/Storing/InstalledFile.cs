namespace DenseEdge.Agent.Storing;

/// <summary>A file of an installed model.</summary>
/// <param name="Path">Relative to the model's folder, <c>/</c> between its parts.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hexadecimal digits.</param>
public sealed record InstalledFile(string Path, long Bytes, string Sha256);
