using System.Numerics;
using System.Security.Cryptography;

namespace DenseEdge.Tuf.Signing;

/// <summary>Checks signatures of Ed25519 (RFC 8032, section 5.1). Only public values pass through it, so that nothing is lost by
/// its arithmetic taking a time that depends on them.</summary>
internal static class Ed25519
{
    /// <summary>Bytes of a public key.</summary>
    public const int KeyBytes = 32;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureBytes = 64;

    /// <summary>Checks a signature.</summary>
    /// <param name="publicKey">32 bytes.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">R and S, 32 bytes each.</param>
    /// <returns>Whether it is one; false too for a key or a signature that is no canonical encoding.</returns>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != KeyBytes || signature.Length != SignatureBytes)
        {
            return false;
        }

        BigInteger s = new(signature[32..], isUnsigned: true);
        if (s >= EdwardsPoint.Order || EdwardsPoint.Decode(publicKey) is not { } key || key.IsOfSmallOrder)
        {
            return false;
        }

        BigInteger k = Challenge(signature[..32], publicKey, message);
        // [S]B = R + [k]A, written as R = [S]B + [k](-A) so that R need not be decoded.
        EdwardsPoint r = EdwardsPoint.Base.Times(s).Plus(key.Negative().Times(k));
        return r.Encode().AsSpan().SequenceEqual(signature[..32]);
    }

    /// <summary>k = SHA-512(R || A || M) mod L.</summary>
    internal static BigInteger Challenge(ReadOnlySpan<byte> r, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(r);
        hash.AppendData(publicKey);
        hash.AppendData(message);
        return new BigInteger(hash.GetHashAndReset(), isUnsigned: true) % EdwardsPoint.Order;
    }
}
