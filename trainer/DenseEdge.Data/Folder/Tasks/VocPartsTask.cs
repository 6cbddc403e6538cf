using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary>
/// <c>voc_parts</c>: the annotation structs of PASCAL-Part. The 24 parts of persons become six: head, torso, upper arms,
/// lower arms, upper legs, lower legs; everything else is background. An image without persons is all background.
/// </summary>
public sealed record VocPartsTask : TaskDescriptor
{
    /// <summary>The labels' path with <c>{id}</c>.</summary>
    public required string File { get; init; }

    /// <summary>
    /// The lists of annotated objects that come with the data, with <c>{split}</c> for the name of a split's id list;
    /// null for none.
    /// </summary>
    public string? ObjectList { get; init; }

    internal override string? LabelFile => File;

    private protected override IReadOnlyList<TaskKind> Kinds => [TaskKind.HumanParts];

    internal override TaskReader Reader(FolderDescriptor descriptor) => new VocPartsReader(this, descriptor);
}
