using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary><c>label_changes</c>: a pixel is a boundary if its right or lower neighbour has another number.</summary>
public sealed record LabelChangesTask : DerivedTask
{
    private protected override IReadOnlyList<TaskKind> Kinds => [TaskKind.Boundaries];

    internal override TaskReader Reader(FolderDescriptor descriptor) =>
        new DerivedReader(this, descriptor, DerivedReader.Changes);
}
