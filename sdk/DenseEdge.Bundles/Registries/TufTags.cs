using System.Buffers;
using System.Text;

namespace DenseEdge.Bundles.Registries;

/// <summary>The tags under which the files of a signed repository lie in a registry.</summary>
internal static class TufTags
{
    private const string MetadataPrefix = "metadata-";
    private const string TargetPrefix = "target-";
    private const int MostChars = 128;

    private static readonly SearchValues<char> TagChars = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>The tag of a metadata file: <c>metadata-3.root.json</c>; for a name that no tag may have, its digest
    /// (<c>metadata-sha256-...</c>), so that delegated roles of any name fit.</summary>
    /// <param name="name">The file's name in the repository.</param>
    public static string OfMetadata(string name)
    {
        string tag = MetadataPrefix + name;
        bool isTag = tag.Length <= MostChars && tag.AsSpan().IndexOfAnyExcept(TagChars) < 0;
        return isTag ? tag : $"{MetadataPrefix}sha256-{BlobDigest.Hex(BlobDigest.Of(Encoding.UTF8.GetBytes(name)))}";
    }

    /// <summary>The tag that keeps a target in the registry; nobody asks for a target by it.</summary>
    /// <param name="sha256Hex">The target's digest.</param>
    public static string OfTarget(string sha256Hex) => TargetPrefix + sha256Hex;
}
