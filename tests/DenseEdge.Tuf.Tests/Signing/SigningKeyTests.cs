using System.Security.Cryptography;
using System.Text;

namespace DenseEdge.Tuf.Tests.Signing;

public sealed class SigningKeyTests
{
    [Fact]
    public void Sign_OfABytes_IsVerifiedByThePublicHalf()
    {
        using SigningKey key = SigningKey.Create();

        byte[] signature = key.Sign([1, 2, 3]);

        Assert.True(key.Public.Verify([1, 2, 3], signature));
        Assert.False(key.Public.Verify([1, 2, 4], signature));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a passphrase")]
    public void FromPem_OfWhatToPemWrote_IsTheSameKey(string? passphrase)
    {
        using SigningKey key = SigningKey.Create();

        using SigningKey again = SigningKey.FromPem(key.ToPem(passphrase), passphrase);

        Assert.Equal(key.Public.KeyId, again.Public.KeyId);
        Assert.True(key.Public.Verify([9], again.Sign([9])));
    }

    [Theory]
    [InlineData(null, "Expected a passphrase")]
    [InlineData("wrong", "Expected a private key")]
    public void FromPem_WithoutTheRightPassphrase_SaysSo(string? passphrase, string expected)
    {
        using SigningKey key = SigningKey.Create();
        string pem = key.ToPem("right");

        ArgumentException failure = Assert.Throws<ArgumentException>(() => SigningKey.FromPem(pem, passphrase));

        Assert.StartsWith(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromPem_OfAnotherCurve_SaysWhichIsExpected()
    {
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        ArgumentException failure = Assert.Throws<ArgumentException>(() => SigningKey.FromPem(other.ExportPkcs8PrivateKeyPem()));

        Assert.Contains("P-256", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>A key of a repository that another implementation maintains, with a field that only that one knows: the
    /// identifier that it gave the key.</summary>
    [Fact]
    public void KeyId_OfAForeignKeyWithAFieldOfItsOwn_IsTheForeignOne()
    {
        const string Pem = "-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEu+ebm3VUg6U2b0IIeR6NFZU7uxkL\\n"
            + "R1sVLxV8SEW7G+AMXMasEQf5daxfwVMP1kuEkhGs3mBYLkYXlWDh9BNSxg==\\n-----END PUBLIC KEY-----\\n";
        const string Location = "gcpkms:projects/python-tuf-kms/locations/global/keyRings/git-repo-demo/cryptoKeys/"
            + "online/cryptoKeyVersions/1";
        PublicKeyRecord key = PublicKeyRecord.Parse(Encoding.UTF8.GetBytes(
            "{\"keytype\": \"ecdsa\", \"scheme\": \"ecdsa-sha2-nistp256\", \"keyval\": {\"public\": \"" + Pem
            + "\"}, \"x-tuf-on-ci-online-uri\": \"" + Location + "\"}"));

        Assert.Equal("a54e905f3e03bb0cccdc954bd40d4d29b5c1a2a95c2777f10f9c63a503c7f777", key.KeyId);
        Assert.True(key.IsUsable);
    }
}
