namespace DenseEdge.Telemetry.Tests;

/// <summary>A board's files in a temporary folder.</summary>
internal sealed class BoardTree : IDisposable
{
    private BoardTree() => Root = Directory.CreateTempSubdirectory("denseedge-board-").FullName;

    public string Root { get; }

    /// <summary>Lays out a tree of the folder Boards.</summary>
    public static BoardTree Named(string board)
        => Of(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Boards", $"{board}.tree")));

    /// <summary>Lays out lines of the form path=content.</summary>
    public static BoardTree Of(params string[] lines)
    {
        var tree = new BoardTree();
        foreach (string line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            tree.Write(line[..equals], line[(equals + 1)..]);
        }

        return tree;
    }

    /// <summary>Writes a file, with \n, \t and \0 for the characters.</summary>
    public void Write(string path, string content)
    {
        string file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content
            .Replace("\\n", "\n", StringComparison.Ordinal)
            .Replace("\\t", "\t", StringComparison.Ordinal)
            .Replace("\\0", "\0", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
