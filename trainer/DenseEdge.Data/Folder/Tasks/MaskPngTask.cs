using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary>
/// <c>mask_png</c>: a palette or grey PNG whose pixels above a number are 1: boundaries, the salient object.
/// </summary>
public sealed record MaskPngTask : TaskDescriptor
{
    /// <summary>The labels' path with <c>{id}</c>.</summary>
    public required string File { get; init; }

    /// <summary>Numbers above it are 1, the others 0.</summary>
    /// <value>0 unless given.</value>
    public int Above { get; init; }

    /// <summary>Numbers that mean "unknown".</summary>
    public IReadOnlyList<int> Ignore { get; init; } = [];

    internal override string? LabelFile => File;

    private protected override IReadOnlyList<TaskKind> Kinds => [TaskKind.Boundaries, TaskKind.Saliency];

    internal override TaskReader Reader(FolderDescriptor descriptor) => new MaskReader(this, descriptor);
}
