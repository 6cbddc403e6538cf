namespace DenseEdge.FleetApi;

/// <summary>A file that devices download.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SizeBytes">Its length in bytes.</param>
/// <param name="Sha256">Its SHA-256, 64 hexadecimal digits.</param>
/// <param name="Sha1">Its SHA-1, which DDI clients compare.</param>
/// <param name="Md5">Its MD5, which DDI has a place for.</param>
public sealed record ArtifactView(string Name, long SizeBytes, string Sha256, string Sha1, string Md5);
