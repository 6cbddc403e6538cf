using System.IO.Enumeration;

namespace DenseEdge.Data.Folder;

/// <summary>Paths with <c>{id}</c> in them.</summary>
internal static class SamplePath
{
    internal const string Placeholder = "{id}";

    /// <summary>Puts a sample's name into a path below the data folder.</summary>
    internal static string Of(string root, string pattern, string id) =>
        Path.Combine(root, pattern.Replace(Placeholder, id, StringComparison.Ordinal));

    /// <summary>Finds the names of all files that fit a pattern, in the order of the names.</summary>
    internal static IReadOnlyList<string> Find(string root, string pattern)
    {
        string folder = Path.GetDirectoryName(pattern) ?? string.Empty;
        string name = Path.GetFileName(pattern);
        string start = name[..name.IndexOf(Placeholder, StringComparison.Ordinal)];
        string end = name[(start.Length + Placeholder.Length)..];
        string search = Path.Combine(root, folder);
        if (!Directory.Exists(search))
        {
            return [];
        }

        var ids = new FileSystemEnumerable<string>(search, (ref FileSystemEntry entry) => entry.FileName.ToString())
            .Where(file => file.Length > start.Length + end.Length
                && file.StartsWith(start, StringComparison.Ordinal)
                && file.EndsWith(end, StringComparison.Ordinal))
            .Select(file => file[start.Length..^end.Length])
            .ToList();
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }
}
