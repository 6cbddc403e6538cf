using System.Security.Cryptography;
using System.Text.Json;

namespace DenseEdge.Tuf.Metadata;

/// <summary>The digests of a file that metadata announces.</summary>
internal static class Hashes
{
    public const string Sha256 = "sha256";
    public const string Sha512 = "sha512";

    /// <summary>Reads {"sha256": "...", ...}; those of unknown kinds too.</summary>
    public static Dictionary<string, string> Read(JsonElement json)
    {
        Dictionary<string, string> hashes = new(StringComparer.Ordinal);
        foreach ((string kind, JsonElement value) in json.Fields())
        {
            hashes[kind] = Checked(kind, value.AsText(kind));
        }

        return hashes.Count > 0 ? hashes : throw TufException.Malformed("Expected at least one digest in 'hashes', found none.");
    }

    /// <summary>Throws unless bytes have every digest of a kind that is known, of which there must be one.</summary>
    public static void Check(string name, ReadOnlySpan<byte> bytes, IReadOnlyDictionary<string, string> hashes)
    {
        int known = 0;
        foreach ((string kind, string expected) in hashes)
        {
            string? found = kind switch
            {
                Sha256 => Convert.ToHexStringLower(SHA256.HashData(bytes)),
                Sha512 => Convert.ToHexStringLower(SHA512.HashData(bytes)),
                _ => null,
            };
            known += found is null ? 0 : 1;
            if (found is not null && found != expected)
            {
                throw new TufException(
                    TufReason.Mismatch, $"Expected {name} with {kind} {expected}, as announced, found {found}.");
            }
        }

        if (known == 0)
        {
            throw new TufException(
                TufReason.Mismatch,
                $"Expected a digest of {name} by {Sha256} or {Sha512}, found {string.Join(", ", hashes.Keys)}.");
        }
    }

    // The digest becomes part of a file's name: nothing but digits may come through.
    private static string Checked(string kind, string hex)
    {
        int digits = kind switch { Sha256 => 64, Sha512 => 128, _ => hex.Length };
        return hex.Length == digits && hex.All(char.IsAsciiHexDigit)
            ? hex.ToLowerInvariant()
            : throw TufException.Malformed($"Expected {digits} hexadecimal digits for {kind}, found '{hex}'.");
    }
}
