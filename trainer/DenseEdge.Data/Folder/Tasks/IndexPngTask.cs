using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary><c>index_png</c>: a palette or grey PNG whose pixels are class numbers.</summary>
public sealed record IndexPngTask : ClassTask
{
    /// <summary>The labels' path with <c>{id}</c>.</summary>
    public required string File { get; init; }

    /// <summary>Where else the label may be, in order of preference, if <see cref="File"/> is not there.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    internal override string? LabelFile => File;

    internal override IReadOnlyList<string> LabelFiles => [File, .. Alternatives];

    private protected override IReadOnlyList<TaskKind> Kinds => [TaskKind.SemanticSegmentation, TaskKind.HumanParts];

    internal override TaskReader Reader(FolderDescriptor descriptor) => new IndexReader(this, descriptor);

    private protected override IEnumerable<string> OwnFaults(FolderDescriptor descriptor) => MappingFaults();
}
