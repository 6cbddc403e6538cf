using System.Security.Cryptography;

namespace DenseEdge.Cli.Flashing;

/// <summary>A bundle file as it goes to devices.</summary>
/// <param name="Path">The file here.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Digest">Its SHA-256, 64 hexadecimal digits.</param>
/// <param name="EngineBytes">The largest model in it: the measure of the engine that a device may build.</param>
/// <param name="Title">Name and version, for people.</param>
internal sealed record FlashPayload(string Path, long Bytes, string Digest, long EngineBytes, string Title)
{
    /// <summary>How much larger than its model an engine may be, with what building it takes.</summary>
    private const double EngineShare = 1.5;

    /// <summary>Reads a bundle.</summary>
    /// <param name="path">The bundle file.</param>
    /// <exception cref="IOException">There is no such file.</exception>
    public static FlashPayload Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"Expected a bundle (made by 'denseedge bundle create'), found no file '{path}'.");
        }

        long bytes = new FileInfo(path).Length;
        return new FlashPayload(path, bytes, DigestOf(path), bytes, System.IO.Path.GetFileName(path));
    }

    /// <summary>What a device needs: the upload, what is unpacked of it, and the engine.</summary>
    /// <param name="uploadedBytes">How much of the upload it has already.</param>
    public long NeededBytes(long uploadedBytes)
        => Math.Max(0, Bytes - uploadedBytes) + Bytes + (long)(EngineShare * EngineBytes);

    /// <summary>The digest of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>64 hexadecimal digits.</returns>
    public static string DigestOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
