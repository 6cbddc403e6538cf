namespace DenseEdge.Bundles;

/// <summary>One layer of a bundle's image.</summary>
/// <param name="MediaType">One of <see cref="MediaTypes"/>.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Title">The file's name; null if the image doesn't tell.</param>
/// <param name="DeltaBase">For a delta, the digest of the file that it starts from; null otherwise.</param>
/// <param name="DeltaResult">For a delta, the digest of the model that it makes; null otherwise.</param>
public sealed record BundleLayer(
    string MediaType, string Digest, long Size, string? Title = null, string? DeltaBase = null, string? DeltaResult = null);
