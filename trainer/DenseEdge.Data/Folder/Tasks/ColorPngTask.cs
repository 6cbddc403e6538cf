using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary><c>color_png</c>: an image whose colours are classes; <see cref="Colors"/> says which.</summary>
public sealed record ColorPngTask : TaskDescriptor
{
    /// <summary>The labels' path with <c>{id}</c>. A lossless format: JPEG changes colours.</summary>
    public required string File { get; init; }

    /// <summary>The classes' names, in the order of the network's outputs.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The classes' colours in the files, red, green and blue, in the same order.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Colors { get; init; }

    /// <summary>Colours that mean "unknown".</summary>
    public IReadOnlyList<IReadOnlyList<int>> IgnoreColors { get; init; } = [];

    internal override string? LabelFile => File;

    private protected override IReadOnlyList<TaskKind> Kinds => [TaskKind.SemanticSegmentation, TaskKind.HumanParts];

    internal override TaskReader Reader(FolderDescriptor descriptor) => new ColorReader(this, descriptor);

    private protected override IEnumerable<string> OwnFaults(FolderDescriptor descriptor)
    {
        if (Classes.Count != Colors.Count)
        {
            yield return $"expected as many colors as classes, found {Colors.Count} and {Classes.Count}";
        }

        foreach (IReadOnlyList<int> color in Colors.Concat(IgnoreColors))
        {
            if (color.Count != 3 || color.Any(part => part is < 0 or > 255))
            {
                yield return $"colors: expected three numbers of 0 to 255, found [{string.Join(", ", color)}]";
            }
        }

        if (Colors.Select(color => string.Join(' ', color)).Distinct().Count() != Colors.Count)
        {
            yield return "colors: one stands there twice";
        }
    }
}
