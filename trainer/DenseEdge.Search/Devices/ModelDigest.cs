using System.Security.Cryptography;

namespace DenseEdge.Search.Devices;

/// <summary>The name of a model by its content.</summary>
public static class ModelDigest
{
    /// <summary>Computes SHA-256 of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static string Of(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
