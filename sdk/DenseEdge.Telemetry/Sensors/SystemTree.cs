namespace DenseEdge.Telemetry.Sensors;

/// <summary>The kernel's files below a root folder: "/" on a device, a copy in tests.</summary>
internal sealed class SystemTree(string root)
{
    private readonly string _root = root;

    /// <summary>Gives a file's place.</summary>
    /// <param name="path">The path below the root, such as sys/class/hwmon.</param>
    public string Path(string path) => System.IO.Path.Combine(_root, path);

    /// <summary>Lists folders with a prefix and a number, by number: thermal_zone2 before thermal_zone10.</summary>
    /// <returns>Their paths below the root; none if the parent doesn't exist.</returns>
    public IReadOnlyList<string> Numbered(string parent, string prefix)
    {
        string folder = Path(parent);
        return !Directory.Exists(folder)
            ? []
            : [.. Directory.EnumerateFileSystemEntries(folder, prefix + "*")
                .Select(entry => System.IO.Path.GetFileName(entry))
                .Where(name => int.TryParse(name.AsSpan(prefix.Length), out _))
                .OrderBy(name => int.Parse(name.AsSpan(prefix.Length), provider: null))
                .Select(name => $"{parent}/{name}")];
    }

    /// <summary>Lists what is in a folder, by name.</summary>
    /// <returns>Paths below the root; none if the folder doesn't exist.</returns>
    public IReadOnlyList<string> Entries(string parent)
    {
        string folder = Path(parent);
        return !Directory.Exists(folder)
            ? []
            : [.. Directory.EnumerateFileSystemEntries(folder)
                .Select(entry => System.IO.Path.GetFileName(entry))
                .Order(StringComparer.Ordinal)
                .Select(name => $"{parent}/{name}")];
    }

    /// <summary>Reads a short text and takes line ends and zeros off its end.</summary>
    /// <returns>Null if there is none, or it may not be read.</returns>
    public string? Text(string path)
    {
        try
        {
            string text = File.ReadAllText(Path(path)).TrimEnd('\0', '\r', '\n', ' ');
            return text.Length > 0 ? text : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Opens a number.</summary>
    /// <returns>Null if there is none, or it may not be read.</returns>
    public SysfsNumber? Number(string path) => SysfsNumber.TryOpen(Path(path), out SysfsNumber? number) ? number : null;
}
