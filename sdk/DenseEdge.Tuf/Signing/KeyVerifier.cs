using System.Security.Cryptography;

namespace DenseEdge.Tuf.Signing;

/// <summary>Checks signatures with one public key.</summary>
internal abstract class KeyVerifier
{
    private const int LeastRsaBits = 2048;
    private const int MostRsaBits = 8192;
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>What is really the key, whatever surrounds it in metadata: two records of one key count once.</summary>
    public abstract string Material { get; }

    /// <summary>Makes the verifier of a key.</summary>
    /// <param name="type">The key's type in metadata.</param>
    /// <param name="scheme">Its scheme.</param>
    /// <param name="publicText">PEM for ECDSA and RSA, hexadecimal for Ed25519.</param>
    /// <returns>Null if the scheme is not known or the key is none of it: then nothing is signed by it.</returns>
    public static KeyVerifier? TryCreate(string type, string scheme, string publicText)
    {
        try
        {
            return (type, scheme) switch
            {
                (KeySchemes.EcdsaP256 or KeySchemes.EcdsaType, KeySchemes.EcdsaP256) => CreateEcdsa(publicText),
                (KeySchemes.RsaType, KeySchemes.RsaPss) => CreateRsa(publicText),
                (KeySchemes.Ed25519, KeySchemes.Ed25519) => CreateEd25519(publicText),
                _ => null,
            };
        }
        catch (Exception unusable) when (unusable is ArgumentException or CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether a signature is this key's.</summary>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">Anything.</param>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        try
        {
            return VerifyCore(message, signature);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Whether a signature is this key's; may throw <see cref="CryptographicException"/> for one that is none.</summary>
    protected abstract bool VerifyCore(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);

    private static EcdsaVerifier? CreateEcdsa(string pem)
    {
        ECDsa key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256 ? new EcdsaVerifier(key) : null;
    }

    private static RsaVerifier? CreateRsa(string pem)
    {
        RSA key = RSA.Create();
        key.ImportFromPem(pem);
        return key.KeySize is >= LeastRsaBits and <= MostRsaBits ? new RsaVerifier(key) : null;
    }

    private static Ed25519Verifier? CreateEd25519(string hex)
    {
        byte[] key = Convert.FromHexString(hex);
        return key.Length == Ed25519.KeyBytes ? new Ed25519Verifier(key) : null;
    }

    private sealed class EcdsaVerifier(ECDsa key) : KeyVerifier
    {
        public override string Material { get; } = Convert.ToHexStringLower(key.ExportSubjectPublicKeyInfo());

        protected override bool VerifyCore(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
            => key.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private sealed class RsaVerifier(RSA key) : KeyVerifier
    {
        public override string Material { get; } = Convert.ToHexStringLower(key.ExportSubjectPublicKeyInfo());

        protected override bool VerifyCore(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
            => key.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }

    private sealed class Ed25519Verifier(byte[] key) : KeyVerifier
    {
        public override string Material { get; } = Convert.ToHexStringLower(key);

        protected override bool VerifyCore(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
            => Ed25519.Verify(key, message, signature);
    }
}
