using System.Text.Json;
using System.Text.Json.Nodes;
using DenseEdge.Tuf.Canonical;
using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf;

/// <summary>Writes {"signatures": [{"keyid", "sig"}], "signed": ...}.</summary>
public static class SignedEnvelope
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, IndentSize = 1, NewLine = "\n" };

    /// <summary>Signs something.</summary>
    /// <param name="content">What; it must have a canonical form.</param>
    /// <param name="keys">The keys; none for an envelope that is signed later.</param>
    /// <returns>The envelope as JSON.</returns>
    /// <exception cref="TufException"><paramref name="content"/> has no canonical form.</exception>
    public static byte[] Create(JsonElement content, IEnumerable<SigningKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        byte[] canonical = CanonicalJson.Encode(content);
        return Write(content, keys.Select(key => (key.Public.KeyId, Hex(key.Sign(canonical)))));
    }

    /// <summary>Signs something.</summary>
    /// <param name="content">What; it must have a canonical form.</param>
    /// <param name="keys">The keys.</param>
    /// <returns>The envelope as JSON.</returns>
    /// <exception cref="TufException"><paramref name="content"/> has no canonical form.</exception>
    public static byte[] Create(JsonNode content, IEnumerable<SigningKey> keys) => Create(Element(content), keys);

    /// <summary>Adds a key's signature; an older one of the same key is replaced.</summary>
    /// <param name="envelope">An envelope.</param>
    /// <param name="key">The key.</param>
    /// <returns>The envelope with the signature.</returns>
    /// <exception cref="TufException">It is no envelope.</exception>
    public static byte[] AddSignature(ReadOnlySpan<byte> envelope, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        SignedFile file = SignedFile.Parse("the signed file", envelope.ToArray());
        return Write(
            file.Signed,
            file.Signatures
                .Where(other => other.KeyId != key.Public.KeyId)
                .Select(other => (other.KeyId, Hex(other.Signature)))
                .Append((key.Public.KeyId, Hex(key.Sign(file.Canonical)))));
    }

    internal static JsonElement Element(JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            node.WriteTo(writer);
        }

        return CanonicalJson.Parse(stream.ToArray());
    }

    private static byte[] Write(JsonElement content, IEnumerable<(string KeyId, string Signature)> signatures)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, Readable))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("signatures");
            foreach ((string keyId, string signature) in signatures)
            {
                writer.WriteStartObject();
                writer.WriteString("keyid", keyId);
                writer.WriteString("sig", signature);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WritePropertyName("signed");
            content.WriteTo(writer);
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static string Hex(byte[] signature) => Convert.ToHexStringLower(signature);
}
