using System.IO.Enumeration;

namespace DenseEdge.Data.Folder;

/// <summary>Paths with <c>{id}</c> in them.</summary>
internal static class SamplePath
{
    internal const string Placeholder = "{id}";

    /// <summary>For names with folders in them, such as train/12: the part before the last slash.</summary>
    internal const string FolderPlaceholder = "{folder}";

    /// <summary>For names with folders in them: the part after the last slash.</summary>
    internal const string NamePlaceholder = "{name}";

    /// <summary>Tells whether a pattern names a file per sample.</summary>
    internal static bool HasPlaceholder(string pattern) =>
        pattern.Contains(Placeholder, StringComparison.Ordinal) || pattern.Contains(NamePlaceholder, StringComparison.Ordinal);

    /// <summary>Puts a sample's name into a path below the data folder.</summary>
    internal static string Of(string root, string pattern, string id)
    {
        int slash = id.LastIndexOf('/');
        string path = pattern.Replace(Placeholder, id, StringComparison.Ordinal)
            .Replace(FolderPlaceholder, slash < 0 ? string.Empty : id[..slash], StringComparison.Ordinal)
            .Replace(NamePlaceholder, id[(slash + 1)..], StringComparison.Ordinal);
        return Path.Combine(root, path);
    }

    /// <summary>Finds the samples in one folder of a data set whose splits are folders, in the order of their numbers.</summary>
    /// <returns>Names such as train/12.</returns>
    internal static IReadOnlyList<string> FindInFolder(string root, string pattern, string folder)
    {
        string inFolder = pattern.Replace(FolderPlaceholder, folder, StringComparison.Ordinal)
            .Replace(NamePlaceholder, Placeholder, StringComparison.Ordinal);
        return
        [
            .. Find(root, inFolder).OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)
                .Select(name => $"{folder}/{name}"),
        ];
    }

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
