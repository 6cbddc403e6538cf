using DenseEdge.Storage;
using DenseEdge.Tuf;

namespace DenseEdge.Bundles.Tests;

public sealed class BundleSignatureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SigningKey _key = SigningKey.Create();

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Verify_OfABundleSignedByATargetsKey_Passes()
    {
        using Bundle bundle = Bundle.Open(SampleBundle.Save(_folder, _key));
        BundleSignature.Verify(bundle, SampleBundle.Root(_key));
    }

    [Fact]
    public void Verify_ByAnotherKey_IsRefused()
    {
        using SigningKey other = SigningKey.Create();
        using Bundle bundle = Bundle.Open(SampleBundle.Save(_folder, other));

        Assert.Throws<TufException>(() => BundleSignature.Verify(bundle, SampleBundle.Root(_key)));
    }

    [Fact]
    public void Verify_OfAnUnsignedBundle_IsRefused()
    {
        using Bundle bundle = Bundle.Open(SampleBundle.Save(_folder));

        Assert.Contains(
            "without a signature",
            Assert.Throws<InvalidDataException>(() => BundleSignature.Verify(bundle, SampleBundle.Root(_key))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OfAnotherBundlesSignature_IsRefused()
    {
        BundleWriter writer = SampleBundle.Writer();
        byte[] signature = BundleSignature.Sign(new BundleWriter(writer.Manifest with { ReleaseCounter = 8 }), [_key]);
        writer.WriteFile(PhysicalFileSystem.Instance, _folder.At("swapped"), signature);
        using Bundle bundle = Bundle.Open(_folder.At("swapped"));

        Assert.Contains(
            "another bundle",
            Assert.Throws<InvalidDataException>(() => BundleSignature.Verify(bundle, SampleBundle.Root(_key))).Message,
            StringComparison.Ordinal);
    }
}
