namespace DenseEdge.Fleet.Models;

/// <summary>One file of a model version; its bytes lie elsewhere, by <paramref name="Sha256"/>.</summary>
/// <param name="Name">File name, without a folder.</param>
/// <param name="SizeBytes">Length in bytes.</param>
/// <param name="Sha256">SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Sha1">SHA-1, 40 lower-case hexadecimal digits.</param>
/// <param name="Md5">MD5, 32 lower-case hexadecimal digits.</param>
public sealed record ModelArtifact(string Name, long SizeBytes, string Sha256, string Sha1, string Md5);
