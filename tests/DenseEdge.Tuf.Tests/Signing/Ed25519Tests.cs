using DenseEdge.Tuf.Signing;

namespace DenseEdge.Tuf.Tests.Signing;

public sealed class Ed25519Tests
{
    private const string Key = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    private const string Signature =
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    /// <summary>RFC 8032, section 7.1, tests 1 to 3.</summary>
    [Theory]
    [InlineData(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(Key, "72", Signature)]
    [InlineData(
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Verify_OfTheStandardsVectors_Holds(string key, string message, string signature)
        => Assert.True(Ed25519.Verify(Bytes(key), Bytes(message), Bytes(signature)));

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(63)]
    public void Verify_OfAChangedSignature_Fails(int index)
    {
        byte[] signature = Bytes(Signature);
        signature[index] ^= 1;

        Assert.False(Ed25519.Verify(Bytes(Key), [0x72], signature));
    }

    [Fact]
    public void Verify_OfAnotherMessage_Fails() => Assert.False(Ed25519.Verify(Bytes(Key), [0x73], Bytes(Signature)));

    [Fact]
    public void Verify_OfSPlusTheOrder_Fails()
    {
        // The same number modulo L, written a second way: section 5.1.7 wants S below L.
        byte[] signature = Bytes(Signature);
        System.Numerics.BigInteger s = new(signature.AsSpan(32), isUnsigned: true);
        Assert.True((s + EdwardsPoint.Order).TryWriteBytes(signature.AsSpan(32), out _, isUnsigned: true));

        Assert.False(Ed25519.Verify(Bytes(Key), [0x72], signature));
    }

    [Theory]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public void Verify_WithAKeyOfSmallOrder_Fails(string key)
    {
        // With the neutral point as the key, R = [S]B holds for any message: here S = 0 and R is the neutral point.
        byte[] signature = new byte[64];
        signature[0] = 1;

        Assert.False(Ed25519.Verify(Bytes(key), [1, 2], signature));
    }

    [Theory]
    [InlineData(31, 64)]
    [InlineData(32, 63)]
    [InlineData(0, 0)]
    public void Verify_OfOtherLengths_Fails(int keyBytes, int signatureBytes)
        => Assert.False(Ed25519.Verify(new byte[keyBytes], [1], new byte[signatureBytes]));

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex);
}
