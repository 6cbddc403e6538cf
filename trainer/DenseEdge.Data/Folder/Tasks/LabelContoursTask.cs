using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary>
/// <c>label_contours</c>: boundaries of one pixel's width between the labels of a MATLAB file's variable: where the
/// Laplacian of the label numbers is not 0, thinned. Kept in the cache folder once computed.
/// </summary>
public sealed record LabelContoursTask : TaskDescriptor
{
    /// <summary>The labels' path with <c>{id}</c>.</summary>
    public required string File { get; init; }

    /// <summary>The variable's name.</summary>
    public required string Variable { get; init; }

    internal override string? LabelFile => File;

    private protected override IReadOnlyList<TaskKind> Kinds => [TaskKind.Boundaries];

    internal override TaskReader Reader(FolderDescriptor descriptor) => new LabelContoursReader(this, descriptor);
}
