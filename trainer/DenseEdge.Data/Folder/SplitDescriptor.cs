namespace DenseEdge.Data.Folder;

/// <summary>
/// Which samples belong to a split. Exactly one of <see cref="File"/>, <see cref="Ids"/>, <see cref="Every"/>,
/// <see cref="AllBut"/>, <see cref="Folder"/> and <see cref="All"/> is given.
/// </summary>
public sealed record SplitDescriptor
{
    /// <summary>A text file with one id per line; empty lines and lines that start with # are left out.</summary>
    public string? File { get; init; }

    /// <summary>The ids themselves.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Every n-th of the images that are there, in the order of their names.</summary>
    public int? Every { get; init; }

    /// <summary>Goes with <see cref="Every"/>: the first one, from 0.</summary>
    public int Offset { get; init; }

    /// <summary>All images that are there, except those of this other split.</summary>
    public string? AllBut { get; init; }

    /// <summary>All images that are in this folder, for data sets whose paths have <c>{folder}</c> in them.</summary>
    public string? Folder { get; init; }

    /// <summary>How many samples the complete split has; another number is worth a warning.</summary>
    /// <value>Null: not known.</value>
    public int? Count { get; init; }

    /// <summary>All images that are there.</summary>
    public bool All { get; init; }

    internal IEnumerable<string> Faults(FolderDescriptor descriptor)
    {
        int given = (File is null ? 0 : 1) + (Ids is null ? 0 : 1) + (Every is null ? 0 : 1) + (AllBut is null ? 0 : 1)
            + (Folder is null ? 0 : 1) + (All ? 1 : 0);
        if (given != 1)
        {
            yield return $"expected exactly one of file, ids, every, all_but, folder, all; found {given}";
        }

        if (Every is int every && (every < 1 || Offset < 0 || Offset >= every))
        {
            yield return $"expected every >= 1 and 0 <= offset < every, found {every} and {Offset}";
        }

        if (Every is null && Offset != 0)
        {
            yield return "offset goes with every";
        }

        if (AllBut is { } other
            && (!descriptor.Splits.TryGetValue(other, out SplitDescriptor? split) || split.AllBut is not null))
        {
            yield return $"all_but: expected the name of a split that is not an all_but itself, found '{other}'";
        }
    }
}
