namespace DenseEdge.Cli.Doctoring;

/// <summary>Finds the file that a library of this process was loaded from.</summary>
internal static class LoadedLibrary
{
    private const string Maps = "/proc/self/maps";

    /// <summary>Finds a native library.</summary>
    /// <param name="name">Its name without prefix and suffix, such as <c>onnxruntime</c>.</param>
    /// <returns>Its path; null if it isn't loaded or the system doesn't tell.</returns>
    public static string? Find(string name) => File.Exists(Maps) ? Find(name, File.ReadLines(Maps)) : null;

    /// <summary>Finds it in the lines of the kernel's list: the path is behind five numbers.</summary>
    internal static string? Find(string name, IEnumerable<string> maps) => maps
        .Select(line => line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries))
        .Where(parts => parts.Length == 6)
        .Select(parts => parts[5].Trim())
        .FirstOrDefault(path => Path.GetFileName(path).StartsWith($"lib{name}.so", StringComparison.Ordinal));
}
