using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace DenseEdge.Fleet.Access;

/// <summary>
/// Secrets of tokens. Each has 256 random bits, so that no guess ever hits and its SHA-256 needs neither salt nor slowness.
/// </summary>
public static class Secret
{
    /// <summary>Makes a secret.</summary>
    /// <returns>"de_" and 43 characters of base64url.</returns>
    public static string Create() => "de_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What the store keeps of a secret.</summary>
    /// <param name="secret">The secret.</param>
    /// <returns>SHA-256 of its UTF-8 bytes, 64 lower-case hexadecimal digits.</returns>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Compares a secret with what the store keeps, in a time that doesn't tell how much of it is right.</summary>
    /// <param name="secret">What a client showed.</param>
    /// <param name="hash">What the store keeps.</param>
    /// <returns>Whether it is the one.</returns>
    public static bool Matches(string secret, string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(hash));
    }
}
