using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary><c>index_png</c>: a palette or grey PNG whose pixels are class numbers.</summary>
public sealed record IndexPngTask : ClassTask
{
    /// <summary>The labels' path with <c>{id}</c>.</summary>
    public required string File { get; init; }

    internal override string? LabelFile => File;

    private protected override IReadOnlyList<TaskKind> Kinds => [TaskKind.SemanticSegmentation, TaskKind.HumanParts];

    internal override TaskReader Reader(FolderDescriptor descriptor) => new IndexReader(this, descriptor);

    private protected override IEnumerable<string> OwnFaults(FolderDescriptor descriptor) => MappingFaults();
}
