using System.Buffers;
using System.Security.Cryptography;

namespace DenseEdge.Bundles;

/// <summary>Digests as OCI writes them: <c>sha256:</c> and 64 lower-case hexadecimal digits.</summary>
public static class BlobDigest
{
    /// <summary>What a digest looks like, for messages.</summary>
    internal const string Form = "sha256: and 64 lower-case hexadecimal digits";

    private const string Prefix = "sha256:";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Computes the digest of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public static string Of(ReadOnlySpan<byte> bytes) => FromHash(SHA256.HashData(bytes));

    /// <summary>Computes the digest of what a stream has left.</summary>
    /// <param name="stream">The stream; it is read to its end.</param>
    public static string Of(Stream stream) => FromHash(SHA256.HashData(stream));

    /// <summary>Gets the 64 hexadecimal digits of a digest.</summary>
    /// <param name="digest">A valid digest.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static string Hex(string digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return IsValid(digest) ? digest[Prefix.Length..] : throw new FormatException($"Expected {Form}, found '{digest}'.");
    }

    /// <summary>Tells whether a text is a digest.</summary>
    /// <param name="digest">The text.</param>
    public static bool IsValid(string? digest)
        => digest is { Length: 71 } && digest.StartsWith(Prefix, StringComparison.Ordinal)
            && digest.AsSpan(Prefix.Length).IndexOfAnyExcept(HexDigits) < 0;

    internal static string FromHash(byte[] sha256) => Prefix + Convert.ToHexStringLower(sha256);
}
