using DenseEdge.Tuf;

namespace DenseEdge.Bundles.Tests.Mutations;

/// <summary>A mutated bundle is refused with an exception that the program knows, or is the signed one: same digest, and every
/// blob
/// as it was (a changed space between two fields of index.json is such a case). Nothing else, and nothing outside of its
/// folder.</summary>
public sealed class MutatedBundleTests : IDisposable
{
    private const int Subset = 1_000;
    private const int Many = 50_000;

    private readonly TemporaryFolder _folder = new();
    private readonly SigningKey _key = SigningKey.Create();

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Open_OfMutatedBundles_AcceptsNoneThatDiffers() => Run(Subset, seed: 1);

    [Theory]
    [Trait("Category", "long")]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    public void Open_OfHalfAMillionMutatedBundles_AcceptsNoneThatDiffers(int seed) => Run(Many, seed);

    private void Run(int count, int seed)
    {
        string original = SampleBundle.Save(_folder, _key);
        TrustedRoot root = SampleBundle.Root(_key);
        string digest;
        using (Bundle bundle = Bundle.Open(original))
        {
            digest = bundle.Digest;
        }

        byte[] bytes = File.ReadAllBytes(original);
        BundleMutator mutator = new(bytes, seed);
        int refused = 0;
        string path = MemoryFile() ?? _folder.At("mutated.bundle");
        for (int i = 0; i < count; i++)
        {
            File.WriteAllBytes(path, mutator.Next());
            Exception? fault = Record.Exception(() => Accept(path, root, digest));
            refused += fault is null ? 0 : 1;
            Assert.True(fault is null or InvalidDataException or TufException, $"Seed {seed}, mutation {i}: {fault}");
        }

        File.Delete(path);
        Assert.Equal([original], Directory.GetFiles(_folder.Path).Where(file => file != path));

        // Most mutations change something that matters: otherwise the mutator would prove nothing.
        Assert.True(refused > count * 8 / 10, $"{refused} of {count}");
    }

    private static void Accept(string path, TrustedRoot root, string digest)
    {
        using Bundle bundle = Bundle.Open(path);
        BundleSignature.Verify(bundle, root);
        bundle.VerifyBlobs();
        if (bundle.Digest != digest)
        {
            throw new InvalidOperationException($"Accepted a bundle {bundle.Digest} that nobody signed.");
        }
    }

    // Half a million small files wear out a disk.
    private static string? MemoryFile()
        => Directory.Exists("/dev/shm") ? $"/dev/shm/denseedge-mutated-{Environment.ProcessId}.bundle" : null;
}
