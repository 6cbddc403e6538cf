namespace DenseEdge.Cli.Fleet;

/// <summary>The files of a signed repository, in an order in which no device ever sees a name whose file isn't there yet.</summary>
internal static class RepositoryFiles
{
    private const string Metadata = "metadata";
    private const string Targets = "targets";

    /// <summary>Lists them.</summary>
    /// <param name="folder">The repository's folder, with metadata/ and perhaps targets/.</param>
    /// <returns>Paths in the folder, with slashes: targets, then metadata, then snapshots, the timestamp last.</returns>
    /// <exception cref="IOException">It is no repository that was published.</exception>
    public static IReadOnlyList<string> InOrder(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Metadata, "timestamp.json")))
        {
            throw new FileNotFoundException(
                $"Expected a published repository in '{folder}', found no {Metadata}/timestamp.json in it. Make one with: denseedge "
                + "repo init, add, sign, publish");
        }

        return [.. Files(folder, Targets).Concat(Files(folder, Metadata).OrderBy(Rank))];
    }

    private static IEnumerable<string> Files(string folder, string part)
    {
        string full = Path.Combine(folder, part);
        return Directory.Exists(full)
            ? Directory.GetFiles(full, "*", SearchOption.AllDirectories)
                .Where(file => !file.EndsWith(".tmp", StringComparison.Ordinal))
                .Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'))
                .Order(StringComparer.Ordinal)
            : [];
    }

    private static int Rank(string path) => path switch
    {
        _ when path.EndsWith("timestamp.json", StringComparison.Ordinal) => 2,
        _ when path.EndsWith("snapshot.json", StringComparison.Ordinal) => 1,
        _ => 0,
    };
}
