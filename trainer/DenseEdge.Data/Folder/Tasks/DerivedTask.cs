namespace DenseEdge.Data.Folder;

/// <summary>
/// A task whose label is computed from a PNG of numbers or from another task's label; one of the two is given.
/// </summary>
public abstract record DerivedTask : TaskDescriptor
{
    /// <summary>A palette or grey PNG of numbers, such as instance ids; a path with <c>{id}</c>.</summary>
    public string? File { get; init; }

    /// <summary>Another task of this data set with classes, by its key.</summary>
    public string? From { get; init; }

    /// <summary>Numbers that mean "unknown" in <see cref="File"/>.</summary>
    public IReadOnlyList<int> Ignore { get; init; } = [];

    internal override string? LabelFile => File;

    private protected override IEnumerable<string> OwnFaults(FolderDescriptor descriptor)
    {
        if ((File is null) == (From is null))
        {
            yield return "expected either file or from";
        }

        if (From is not null && !descriptor.Tasks.Any(task => task.Task == From && task is ClassTask or ColorPngTask))
        {
            yield return $"from: expected a task of this data set that has classes, found '{From}'";
        }
    }
}
