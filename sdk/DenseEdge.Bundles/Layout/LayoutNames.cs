namespace DenseEdge.Bundles.Layout;

/// <summary>The names that a bundle has inside, and no others.</summary>
internal static class LayoutNames
{
    public const string Layout = "oci-layout";
    public const string Index = "index.json";
    public const string Signature = "denseedge/signature.json";
    public const string Blobs = "blobs/sha256/";

    /// <summary>Folders that tar programs write entries for.</summary>
    private static readonly string[] Folders = ["blobs/", "blobs/sha256/", "denseedge/"];

    /// <summary>The name of a blob.</summary>
    public static string Blob(string digest) => Blobs + BlobDigest.Hex(digest);

    /// <summary>The digest that a name stands for; null for another name.</summary>
    public static string? Digest(string name)
    {
        string? digest = name.StartsWith(Blobs, StringComparison.Ordinal) ? "sha256:" + name[Blobs.Length..] : null;
        return BlobDigest.IsValid(digest) ? digest : null;
    }

    /// <summary>Says what is wrong with a file's name; null if nothing is.</summary>
    public static string? Fault(string name) => name switch
    {
        Layout or Index or Signature => null,
        _ when Digest(name) is not null => null,
        ['/', ..] or [_, ':', ..] => "an absolute path",
        _ when name.Split('/', '\\').Contains("..") => "a path with '..'",
        _ => "a name that no bundle has",
    };

    /// <summary>Whether a folder's entry may be there.</summary>
    public static bool IsFolder(string name) => Folders.Contains(name, StringComparer.Ordinal);
}
