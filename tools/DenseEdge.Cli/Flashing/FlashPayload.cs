using System.Security.Cryptography;
using DenseEdge.Bundles;

namespace DenseEdge.Cli.Flashing;

/// <summary>A bundle file as it goes to devices.</summary>
/// <param name="Path">The file here.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Digest">Its SHA-256, 64 hexadecimal digits.</param>
/// <param name="LargestModelBytes">The largest model in it: the measure of the engine that a device may build.</param>
/// <param name="Manifest">What it says about itself.</param>
internal sealed record FlashPayload(string Path, long Bytes, string Digest, long LargestModelBytes, BundleManifest Manifest)
{
    /// <summary>How much larger than its model an engine may be, with what building it takes.</summary>
    private const double EngineShare = 1.5;

    /// <summary>Name and version, for people.</summary>
    public string Title => $"{Manifest.Name} {Manifest.Version}";

    /// <summary>Reads a bundle. Its signature is judged by the device, whose root of trust it is.</summary>
    /// <param name="path">The bundle file.</param>
    /// <exception cref="IOException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no bundle, a damaged one, or one without a signature.</exception>
    public static FlashPayload Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"Expected a bundle file (made by 'denseedge bundle create'), found no file '{path}'.");
        }

        using Bundle bundle = Bundle.Open(path);
        if (bundle.Signature is null)
        {
            throw new InvalidDataException(
                $"Expected a signed bundle, found no signature in '{path}'. Create it with the key of the targets role.");
        }

        BundleManifest manifest = bundle.Manifest;
        return new FlashPayload(
            path, new FileInfo(path).Length, DigestOf(path), manifest.Models.Max(model => model.Size), manifest);
    }

    /// <summary>What a device needs: the upload, what is unpacked of it, and the engine.</summary>
    /// <param name="uploadedBytes">How much of the upload it has already.</param>
    public long NeededBytes(long uploadedBytes)
        => Math.Max(0, Bytes - uploadedBytes) + Bytes + (long)(EngineShare * LargestModelBytes);

    /// <summary>The digest of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>64 hexadecimal digits.</returns>
    public static string DigestOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
