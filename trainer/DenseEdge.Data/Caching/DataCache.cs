using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DenseEdge.Data.Caching;

/// <summary>
/// The folder for what is computed from data sets and worth keeping. Data folders themselves are never written to: they may
/// be read-only, or shared. Several processes can use the cache at once: a file appears whole or not at all.
/// </summary>
public static class DataCache
{
    private const string Variable = "DENSEEDGE_CACHE";

    private static string? _chosen;

    /// <summary>
    /// The folder: the one that <see cref="Use"/> named, or else the environment variable DENSEEDGE_CACHE, or else
    /// <c>denseedge</c> in the user's folder for caches (XDG_CACHE_HOME, ~/.cache).
    /// </summary>
    public static string Root =>
        _chosen
        ?? NotEmpty(Environment.GetEnvironmentVariable(Variable))
        ?? Path.Combine(UserCache(), "denseedge");

    /// <summary>Names the folder for the rest of the process.</summary>
    /// <param name="folder">The folder; it is made when something is kept. Null for the default.</param>
    public static void Use(string? folder) => _chosen = folder is null ? null : Path.GetFullPath(folder);

    /// <summary>Gets the path for what is computed from a file: another one once the file changes.</summary>
    /// <param name="dataFolder">The data set's folder.</param>
    /// <param name="kind">What is kept, such as <c>edges</c>: a folder in the cache.</param>
    /// <param name="source">The file that it is computed from; must exist.</param>
    /// <param name="extension">Such as <c>.png</c>.</param>
    internal static string PathFor(string dataFolder, string kind, string source, string extension)
    {
        var file = new FileInfo(source);
        string state = string.Create(
            CultureInfo.InvariantCulture, $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}");
        string name = $"{Path.GetFileNameWithoutExtension(source)}-{Hash(state)}{extension}";
        return Path.Combine(FolderFor(dataFolder), kind, name);
    }

    /// <summary>Gets the folder of a data set in the cache.</summary>
    internal static string FolderFor(string dataFolder)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder));
        return Path.Combine(Root, "data", $"{Path.GetFileName(full)}-{Hash(full)}");
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    private static string UserCache() =>
        NotEmpty(Environment.GetEnvironmentVariable("XDG_CACHE_HOME"))
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");

    private static string? NotEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
