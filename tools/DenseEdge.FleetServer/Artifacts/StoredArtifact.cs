namespace DenseEdge.FleetServer.Artifacts;

/// <summary>What is known of a file's content. DDI wants all three digests; only SHA-256 names the file here.</summary>
/// <param name="Sha256">SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Sha1">SHA-1, 40 digits.</param>
/// <param name="Md5">MD5, 32 digits.</param>
/// <param name="SizeBytes">The length.</param>
internal sealed record StoredArtifact(string Sha256, string Sha1, string Md5, long SizeBytes);
