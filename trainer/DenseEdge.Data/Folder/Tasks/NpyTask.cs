using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary><c>npy</c>: a NumPy array.</summary>
public sealed record NpyTask : ArrayTask
{
    private protected override IReadOnlyList<TaskKind> Kinds => TaskKinds.All;

    internal override TaskReader Reader(FolderDescriptor descriptor) => new ArrayReader(this, descriptor, ArrayFile.ReadNpy);
}
