using System.Security.Cryptography;
using System.Text;

namespace DenseEdge.FleetServer.Security;

/// <summary>Compares a secret with its hash without making an object: this runs with every poll.</summary>
internal static class SecretProof
{
    private const int MostUtf8Bytes = 2048;
    private const int HexDigits = 64;

    /// <summary>Whether a secret is the one with this hash; takes the same time whatever they have in common.</summary>
    /// <param name="secret">What the client shows.</param>
    /// <param name="hash">SHA-256 of the right one, 64 lower-case hexadecimal digits.</param>
    public static bool Matches(string secret, string hash)
    {
        Span<byte> utf8 = stackalloc byte[MostUtf8Bytes];
        if (hash.Length != HexDigits || !Encoding.UTF8.TryGetBytes(secret, utf8, out int length))
        {
            return false;
        }

        Span<byte> shown = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> kept = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..length], shown);
        return Convert.FromHexString(hash, kept, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(shown, kept);
    }
}
