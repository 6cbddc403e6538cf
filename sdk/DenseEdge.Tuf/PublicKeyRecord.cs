using System.Security.Cryptography;
using System.Text.Json;
using DenseEdge.Tuf.Canonical;
using DenseEdge.Tuf.Metadata;
using DenseEdge.Tuf.Signing;

namespace DenseEdge.Tuf;

/// <summary>A public key as metadata has it. Its identifier is the SHA-256 of its canonical form, with every field that it has,
/// known or not (TUF 1.0.34, section 4.2).</summary>
public sealed class PublicKeyRecord
{
    private readonly Lazy<KeyVerifier?> _verifier;

    private PublicKeyRecord(JsonElement json)
    {
        Json = json;
        KeyType = json.Text("keytype");
        Scheme = json.Text("scheme");
        PublicText = json.Child("keyval").Text("public");
        KeyId = Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Encode(json)));
        _verifier = new Lazy<KeyVerifier?>(() => KeyVerifier.TryCreate(KeyType, Scheme, PublicText));
    }

    /// <summary>The identifier: 64 hexadecimal digits.</summary>
    public string KeyId { get; }

    /// <summary>Such as "ecdsa-sha2-nistp256", "rsa" or "ed25519".</summary>
    public string KeyType { get; }

    /// <summary>Such as "ecdsa-sha2-nistp256", "rsassa-pss-sha256" or "ed25519".</summary>
    public string Scheme { get; }

    /// <summary>The key itself: PEM, or hexadecimal for Ed25519.</summary>
    public string PublicText { get; }

    /// <summary>The record with all its fields.</summary>
    public JsonElement Json { get; }

    /// <summary>Whether signatures of this key can be checked here.</summary>
    public bool IsUsable => _verifier.Value is not null;

    /// <summary>What is really the key; null if it is not usable.</summary>
    internal string? Material => _verifier.Value?.Material;

    /// <summary>Reads a record.</summary>
    /// <param name="json">{"keytype", "scheme", "keyval": {"public"}}; other fields are kept.</param>
    /// <exception cref="TufException">It is no record of a key.</exception>
    public static PublicKeyRecord Read(JsonElement json) => new(json);

    /// <summary>Reads a record from a file's bytes.</summary>
    /// <param name="json">UTF-8.</param>
    /// <exception cref="TufException">It is no record of a key.</exception>
    public static PublicKeyRecord Parse(ReadOnlySpan<byte> json) => new(CanonicalJson.Parse(json));

    /// <summary>Whether a signature is this key's. False if the key is of a kind that is not known.</summary>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">The signature as the scheme writes it; ECDSA as a DER sequence.</param>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
        => _verifier.Value?.Verify(message, signature) ?? false;
}
