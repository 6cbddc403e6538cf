using System.Security.Cryptography;
using System.Text;
using DenseEdge.Agent.Updating;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Tests.Crashing;

/// <summary>A bundle whose files a test can recompute: three of them, one in a folder.</summary>
internal sealed class TestBundle(string version, long release)
{
    public UpdateOffer Offer { get; } = new()
    {
        Digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version))),
        Name = "scene",
        Version = version,
        Release = release,
        SizeBytes = 3000,
    };

    public string Digest => Offer.Digest;

    public IReadOnlyDictionary<string, byte[]> Files { get; } = new Dictionary<string, byte[]>
    {
        ["manifest.json"] = Content(version, 1, 200),
        ["scene.onnx"] = Content(version, 2, 2000),
        ["golden/frame-0.png"] = Content(version, 3, 800),
    };

    /// <summary>Whether every file of the model is in the store, byte by byte.</summary>
    public bool IsWhole(IFileSystem disk, string folder)
        => Files.All(file => disk.FileExists(Path.Combine(folder, file.Key))
            && DurableFile.Read(disk, Path.Combine(folder, file.Key), 1 << 20).AsSpan().SequenceEqual(file.Value));

    private static byte[] Content(string version, int seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random(seed + (version.Sum(letter => letter) * 10)).NextBytes(bytes);
        return bytes;
    }
}
