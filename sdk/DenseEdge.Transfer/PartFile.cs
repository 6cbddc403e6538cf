using System.Security.Cryptography;
using System.Text;
using DenseEdge.Storage;

namespace DenseEdge.Transfer;

/// <summary>The part of a file that has come so far, and which version of it the server said it was.</summary>
internal sealed class PartFile(IFileSystem files, DownloadRequest request)
{
    private const int MostTagBytes = 1024;

    private readonly string _path = request.Destination + HttpTransfer.PartEnding;
    private readonly string _tagPath = request.Destination + HttpTransfer.PartEnding + ".etag";

    /// <summary>Bytes so far; 0 if there is none.</summary>
    public long Length => files.FileExists(_path) ? files.Length(_path) : 0;

    /// <summary>Opens it to write behind its end.</summary>
    public WritableFile Append() => files.OpenAppend(_path);

    /// <summary>Forgets it.</summary>
    public void Delete()
    {
        files.DeleteFile(_tagPath);
        files.DeleteFile(_path);
    }

    /// <summary>The server's name of this version, if it gave one.</summary>
    public string? ReadTag()
    {
        if (!files.FileExists(_tagPath))
        {
            return null;
        }

        using Stream stream = files.OpenRead(_tagPath);
        byte[] bytes = new byte[Math.Min(stream.Length, MostTagBytes)];
        stream.ReadExactly(bytes);
        return bytes.Length == 0 ? null : Encoding.ASCII.GetString(bytes);
    }

    /// <summary>Remembers the server's name of this version. Losing it in a power cut costs nothing: the digest
    /// decides.</summary>
    public void WriteTag(string? tag)
    {
        if (tag is null || tag.Length > MostTagBytes)
        {
            files.DeleteFile(_tagPath);
            return;
        }

        using WritableFile file = files.Create(_tagPath);
        file.Write(Encoding.ASCII.GetBytes(tag));
    }

    /// <summary>What is wrong with the whole file; null if nothing is.</summary>
    public string? Fault()
    {
        string? found256 = request.Sha256 is null ? null : Digest(HashAlgorithmName.SHA256);
        if (!string.Equals(found256, request.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            return $"expected SHA-256 {request.Sha256}, found {found256}";
        }

        string? found512 = request.Sha512 is null ? null : Digest(HashAlgorithmName.SHA512);
        return string.Equals(found512, request.Sha512, StringComparison.OrdinalIgnoreCase)
            ? null
            : $"expected SHA-512 {request.Sha512}, found {found512}";
    }

    /// <summary>Gives the whole file its name, for good.</summary>
    public void Finish()
    {
        using (WritableFile file = files.OpenAppend(_path))
        {
            file.Sync();
        }

        files.Move(_path, request.Destination);
        files.DeleteFile(_tagPath);
        files.SyncDirectory(Path.GetDirectoryName(request.Destination)!);
    }

    // Read back from the disk: this is what will be used, whatever came through the network.
    private string Digest(HashAlgorithmName algorithm) => FileDigest.Hex(files, _path, algorithm);
}
