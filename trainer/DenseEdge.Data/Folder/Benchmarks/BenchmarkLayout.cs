namespace DenseEdge.Data.Folder;

/// <summary>
/// Recognises the downloads of the benchmarks by what lies in their folders: their names say little, since the same name is
/// in use for different layouts.
/// </summary>
internal static class BenchmarkLayout
{
    private const int MostChildren = 100;

    private static readonly string[] Archives = [".tar.gz", ".tgz", ".tar", ".zip"];

    /// <summary>The shipped descriptors that are chosen here and not by their names.</summary>
    internal static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        NyudLayout.A, NyudLayout.B, NyudLayout.C, PascalContextLayout.Name, Nyuv2ArraysLayout.Name,
    };

    /// <summary>Recognises the layout of a folder, or of the only folder in it that has one.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The descriptor's name and the folder that it describes; null if it looks like none of the benchmarks.</returns>
    /// <exception cref="InvalidDataException">
    /// It looks like one, but what would tell its layout is missing or contradicts itself; the message says what was
    /// looked for.
    /// </exception>
    internal static (string Descriptor, string Folder)? Find(string folder)
    {
        if (Of(folder) is { } name)
        {
            return (name, folder);
        }

        string[] children =
            [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Take(MostChildren).Where(LooksLikeOne)];
        return children.Length switch
        {
            0 => null,
            1 => (Of(children[0])!, children[0]),
            _ => throw new InvalidDataException(
                $"'{folder}' has several data sets: {string.Join(", ", children.Select(Path.GetFileName))}. Name one of them."),
        };
    }

    /// <summary>What to add to a message about a folder that fits nothing; empty if there is nothing to say.</summary>
    internal static string Hint(string folder)
    {
        string[] archives = [.. Directory.EnumerateFiles(folder).Where(IsArchive).Select(file => Path.GetFileName(file))];
        return archives.Length > 0
            ? $" It has archives ({string.Join(", ", archives)}): unpack them first."
            : string.Empty;
    }

    /// <summary>Tells by its name whether a file is an archive.</summary>
    internal static bool IsArchive(string file) =>
        Archives.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool LooksLikeOne(string folder) =>
        NyudLayout.LooksLikeIt(folder) || PascalContextLayout.LooksLikeIt(folder) || Nyuv2ArraysLayout.LooksLikeIt(folder);

    private static string? Of(string folder) =>
        Nyuv2ArraysLayout.LooksLikeIt(folder) ? Nyuv2ArraysLayout.Name
        : NyudLayout.LooksLikeIt(folder) ? NyudLayout.Of(folder)
        : PascalContextLayout.LooksLikeIt(folder) ? PascalContextLayout.Check(folder)
        : null;
}
