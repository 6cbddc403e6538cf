using System.Text.Json;
using DenseEdge.Bundles.Json;
using DenseEdge.Bundles.Layout;

namespace DenseEdge.Bundles.Registries;

/// <summary>One file as an artefact of a registry: an image manifest with the empty configuration and one layer, whose media type
/// is also the artefact's. Registries collect blobs that no manifest names; this is what keeps the file there.</summary>
internal static class SingleFileImage
{
    /// <summary>The most bytes of such a manifest.</summary>
    public const int MostBytes = 16 * 1024;

    private const int SchemaVersion = 2;

    /// <summary>Writes the manifest; the same file makes the same bytes.</summary>
    /// <param name="mediaType">What the file is.</param>
    /// <param name="title">Its name, for people.</param>
    /// <param name="digest">Its digest.</param>
    /// <param name="bytes">Its length.</param>
    public static byte[] Write(string mediaType, string title, string digest, long bytes)
        => JsonSerializer.SerializeToUtf8Bytes(
            new OciManifest
            {
                SchemaVersion = SchemaVersion,
                MediaType = MediaTypes.ImageManifest,
                ArtifactType = mediaType,
                Config = new OciDescriptor
                {
                    MediaType = MediaTypes.EmptyConfig,
                    Digest = BlobDigest.Of(BundleImage.EmptyConfig),
                    Size = BundleImage.EmptyConfig.Length,
                },
                Layers =
                [
                    new OciDescriptor
                    {
                        MediaType = mediaType,
                        Digest = digest,
                        Size = bytes,
                        Annotations = new Dictionary<string, string> { [Annotations.Title] = title },
                    },
                ],
            },
            BundleJson.Default.OciManifest);

    /// <summary>Reads the manifest of a file that nobody has vouched for yet.</summary>
    /// <param name="manifest">What a registry sent.</param>
    /// <param name="mediaType">What the file must be.</param>
    /// <param name="source">Where it is from, for messages.</param>
    /// <exception cref="InvalidDataException">It is no such manifest.</exception>
    public static OciDescriptor Read(byte[] manifest, string mediaType, string source)
    {
        OciManifest image = BundleJson.Read(manifest, BundleJson.Default.OciManifest, source, "an image manifest");
        return image is { SchemaVersion: SchemaVersion, MediaType: MediaTypes.ImageManifest, Layers: [{ } layer] }
            && image.ArtifactType == mediaType && layer.MediaType == mediaType
            && layer.Size >= 0 && BlobDigest.IsValid(layer.Digest)
            ? layer
            : throw new InvalidDataException(
                $"{source}: expected an image of one layer '{mediaType}', found '{image.ArtifactType}' with "
                + $"{image.Layers.Count} layers.");
    }
}
