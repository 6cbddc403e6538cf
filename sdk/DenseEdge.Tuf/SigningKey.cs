using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DenseEdge.Tuf.Signing;

namespace DenseEdge.Tuf;

/// <summary>A private key: ECDSA over P-256. Kept as PKCS#8 in PEM, under a passphrase if there is one.</summary>
public sealed class SigningKey : IDisposable
{
    // What OWASP asks of PBKDF2 with SHA-256 (Password Storage Cheat Sheet, 2023).
    private const int PassphraseIterations = 600_000;

    private readonly ECDsa _key;

    private SigningKey(ECDsa key)
    {
        _key = key;
        Public = Record(key);
    }

    /// <summary>The public half.</summary>
    public PublicKeyRecord Public { get; }

    /// <summary>Makes a new one from the system's random numbers.</summary>
    public static SigningKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads one.</summary>
    /// <param name="pem">"PRIVATE KEY" or "ENCRYPTED PRIVATE KEY".</param>
    /// <param name="passphrase">Opens an encrypted one; null otherwise.</param>
    /// <exception cref="ArgumentException">It is no such key, of another curve, or the passphrase is wrong or
    /// missing.</exception>
    public static SigningKey FromPem(string pem, string? passphrase = null)
    {
        ArgumentNullException.ThrowIfNull(pem);
        bool isEncrypted = pem.Contains("ENCRYPTED PRIVATE KEY", StringComparison.Ordinal);
        if (isEncrypted && passphrase is null)
        {
            throw new ArgumentException("Expected a passphrase: this private key is encrypted.", nameof(passphrase));
        }

        ECDsa key = ECDsa.Create();
        try
        {
            if (isEncrypted)
            {
                key.ImportFromEncryptedPem(pem, passphrase);
            }
            else
            {
                key.ImportFromPem(pem);
            }

            return key.KeySize == 256 && KeyVerifierAccepts(key)
                ? new SigningKey(key)
                : throw new ArgumentException("Expected a private key on the curve P-256, found another one.", nameof(pem));
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new ArgumentException(
                $"Expected a private key (PKCS#8 in PEM, P-256), found: {fault.Message}", nameof(pem), fault);
        }
    }

    /// <summary>Writes it as PKCS#8 in PEM.</summary>
    /// <param name="passphrase">Encrypts it (PBES2, AES-256); null to leave it open.</param>
    public string ToPem(string? passphrase = null) => passphrase is null
        ? _key.ExportPkcs8PrivateKeyPem()
        : _key.ExportEncryptedPkcs8PrivateKeyPem(
            passphrase,
            new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, PassphraseIterations));

    /// <summary>Signs.</summary>
    /// <param name="message">Usually the canonical form of what is signed.</param>
    /// <returns>The signature, a DER sequence.</returns>
    public byte[] Sign(ReadOnlySpan<byte> message)
        => _key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static bool KeyVerifierAccepts(ECDsa key) => Record(key).IsUsable;

    private static PublicKeyRecord Record(ECDsa key)
    {
        JsonObject record = new()
        {
            ["keytype"] = KeySchemes.EcdsaP256,
            ["scheme"] = KeySchemes.EcdsaP256,
            ["keyval"] = new JsonObject { ["public"] = key.ExportSubjectPublicKeyInfoPem() + "\n" },
        };
        return PublicKeyRecord.Read(SignedEnvelope.Element(record));
    }
}
