using System.Security.Cryptography;
using System.Text;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Remote;

/// <summary>A name for the content of a folder: two folders with the same files have the same name.</summary>
internal static class FolderDigest
{
    private const int NameLength = 16;

    /// <summary>Names files.</summary>
    /// <param name="folder">The folder that they are in.</param>
    /// <param name="files">Full paths, in any order.</param>
    /// <returns>16 hexadecimal digits.</returns>
    public static string Of(string folder, IEnumerable<string> files)
    {
        StringBuilder content = new();
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            content.Append(Path.GetRelativePath(folder, file)).Append(' ').Append(ModelDigest.Of(file)).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())))[..NameLength];
    }
}
