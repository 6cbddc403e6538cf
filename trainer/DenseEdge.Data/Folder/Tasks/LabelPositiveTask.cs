using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary><c>label_positive</c>: a pixel is salient if its number is above 0.</summary>
public sealed record LabelPositiveTask : DerivedTask
{
    private protected override IReadOnlyList<TaskKind> Kinds => [TaskKind.Saliency];

    internal override TaskReader Reader(FolderDescriptor descriptor) =>
        new DerivedReader(this, descriptor, DerivedReader.Positive);
}
