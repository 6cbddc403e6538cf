using System.Security.Cryptography;
using System.Text;
using DenseEdge.Storage;
using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf;

/// <summary>The folder in which a client keeps what it trusts: one file for each role, as it came, and every root so
/// far.</summary>
internal sealed class MetadataFolder(IFileSystem files, string folder)
{
    private const int MostNameChars = 150;

    private readonly string _history = Path.Combine(folder, "root_history");

    /// <summary>A role's name as part of a file's name or an address: %-encoded, so that none leaves the folder.</summary>
    public static string Escaped(string role) => Uri.EscapeDataString(role);

    /// <summary>Makes the folder.</summary>
    public void Create()
    {
        files.CreateDirectory(folder);
        files.CreateDirectory(_history);
        files.SyncDirectory(folder);
    }

    /// <summary>Reads a role's metadata; null if there is none, or more than there can be.</summary>
    public byte[]? Read(string role, int mostBytes) => ReadFile(PathOf(role), mostBytes);

    /// <summary>Reads an earlier root; null if there is none.</summary>
    public byte[]? ReadRoot(long version, int mostBytes) => ReadFile(PathOfRoot(version), mostBytes);

    /// <summary>Keeps a role's metadata, for good.</summary>
    public void Write(string role, byte[] bytes) => DurableFile.Replace(files, PathOf(role), bytes);

    /// <summary>Keeps a root, for good: in the chain first, so that the chain never lacks the one that is trusted.</summary>
    public void WriteRoot(long version, byte[] bytes)
    {
        DurableFile.Replace(files, PathOfRoot(version), bytes);
        Write(RoleNames.Root, bytes);
    }

    /// <summary>Forgets a role's metadata, for good.</summary>
    public void Forget(string role)
    {
        files.DeleteFile(PathOf(role));
        files.SyncDirectory(folder);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        foreach (string path in files.Files(folder))
        {
            files.DeleteFile(path);
        }

        files.DeleteDirectory(_history);
        Create();
    }

    private byte[]? ReadFile(string path, int mostBytes)
        => files.FileExists(path) && files.Length(path) <= mostBytes ? DurableFile.Read(files, path, mostBytes) : null;

    private string PathOfRoot(long version) => Path.Combine(_history, $"{version}.root.json");

    // A name too long for a file's is told apart by its digest.
    private string PathOf(string role)
    {
        string name = Escaped(role);
        return Path.Combine(
            folder,
            RoleNames.File(name.Length <= MostNameChars
                ? name
                : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(role)))));
    }
}
