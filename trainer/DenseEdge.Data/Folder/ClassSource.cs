namespace DenseEdge.Data.Folder;

/// <summary>Class names in a JSON file: a list of names, or an object from label value to name.</summary>
public sealed record ClassSource
{
    /// <summary>The JSON file.</summary>
    public required string File { get; init; }

    /// <summary>Where in the file, member names with dots between them; empty for the whole file.</summary>
    public string Path { get; init; } = string.Empty;
}
