namespace DenseEdge.Fleet.Repository;

/// <summary>A name in the signed repository; its bytes lie with the artifacts, by digest.</summary>
/// <param name="Path">Such as metadata/timestamp.json; parts by slashes, without dots as parts.</param>
/// <param name="Sha256">SHA-256 of its content, 64 lower-case hexadecimal digits.</param>
/// <param name="SizeBytes">Length in bytes.</param>
/// <param name="Written">When it was written.</param>
public sealed record RepositoryFile(string Path, string Sha256, long SizeBytes, DateTimeOffset Written);
