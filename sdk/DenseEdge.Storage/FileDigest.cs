using System.Security.Cryptography;

namespace DenseEdge.Storage;

/// <summary>The digest of a file as it lies on the disk.</summary>
public static class FileDigest
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>Reads a file and computes its digest; no more than a chunk of it is held in memory.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="path">The file.</param>
    /// <param name="algorithm">SHA-256 or another one that .NET has.</param>
    /// <returns>Lower-case hexadecimal.</returns>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static string Hex(IFileSystem files, string path, HashAlgorithmName algorithm)
    {
        ArgumentNullException.ThrowIfNull(files);
        using IncrementalHash hash = IncrementalHash.CreateHash(algorithm);
        using Stream stream = files.OpenRead(path);
        byte[] chunk = new byte[ChunkBytes];
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            hash.AppendData(chunk, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
