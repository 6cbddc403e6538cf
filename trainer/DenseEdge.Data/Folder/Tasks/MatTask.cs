using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary><c>mat</c>: a numeric variable of a MATLAB file (level 5, that is up to version 7).</summary>
public sealed record MatTask : ArrayTask
{
    /// <summary>The variable's name.</summary>
    public required string Variable { get; init; }

    private protected override IReadOnlyList<TaskKind> Kinds => TaskKinds.All;

    internal override TaskReader Reader(FolderDescriptor descriptor) =>
        new ArrayReader(this, descriptor, file => ArrayFile.ReadMat(file, Variable));
}
