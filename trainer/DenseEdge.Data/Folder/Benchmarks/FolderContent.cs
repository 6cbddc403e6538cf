namespace DenseEdge.Data.Folder;

/// <summary>Looks at what kinds of files a folder has.</summary>
internal static class FolderContent
{
    /// <summary>Tells whether a folder below another exists.</summary>
    internal static bool Has(string root, params string[] parts) => Directory.Exists(Path.Combine([root, .. parts]));

    /// <summary>Gets the extensions of the files in a folder, in lower case, in the order of the alphabet.</summary>
    /// <returns>Empty if the folder does not exist or has no files.</returns>
    internal static IReadOnlyList<string> Extensions(string root, string folder)
    {
        string path = Path.Combine(root, folder);
        return Directory.Exists(path)
            ?
            [
                .. Directory.EnumerateFiles(path).Select(file => Path.GetExtension(file).ToLowerInvariant())
                    .Where(extension => extension.Length > 0).Distinct().Order(StringComparer.Ordinal),
            ]
            : [];
    }

    /// <summary>Describes what folders hold, for messages.</summary>
    internal static string Describe(string root, IEnumerable<string> folders) => string.Join(", ", folders.Select(folder =>
    {
        IReadOnlyList<string> found = Extensions(root, folder);
        return !Has(root, folder) ? $"no {folder}/"
            : found.Count == 0 ? $"{folder}/ without files"
            : $"{folder}/ with {string.Join(" and ", found.Select(extension => $"*{extension}"))}";
    }));
}
