using DenseEdge.Contracts;
using static TorchSharp.torch;

namespace DenseEdge.Training.Losses;

/// <summary>
/// The labels of a batch of images, at the size of the input. A task that is null has no label in the whole batch; a sample
/// without a label for a task has only ignored pixels. Disposing frees the tensors.
/// </summary>
public sealed record LabelBatch : IDisposable
{
    /// <summary>The value of an ignored pixel in every class label, boundary and saliency map.</summary>
    public const int Ignore = 255;

    /// <summary>Classes, [N, H, W] uint8 or int64; 255 is ignored.</summary>
    public Tensor? Segmentation { get; init; }

    /// <summary>Body parts, [N, H, W] uint8 or int64, 0 is background; 255 is ignored.</summary>
    public Tensor? HumanParts { get; init; }

    /// <summary>1 on the salient object, 0 elsewhere, [N, H, W] uint8 or int64; 255 is ignored.</summary>
    public Tensor? Saliency { get; init; }

    /// <summary>1 on a boundary, 0 elsewhere, [N, H, W] uint8 or int64; 255 is ignored.</summary>
    public Tensor? Boundaries { get; init; }

    /// <summary>
    /// Metres, [N, 1, H, W] float. 0, the value of a pixel without a measurement, is ignored; the reference implementation's
    /// 255 is not special here.
    /// </summary>
    public Tensor? Depth { get; init; }

    /// <summary>Unit normals (x, y, z), [N, 3, H, W] float. (0, 0, 0) is ignored.</summary>
    public Tensor? Normals { get; init; }

    /// <summary>Gets the label of a task, or null if the batch has none.</summary>
    /// <param name="task">The task.</param>
    public Tensor? this[TaskKind task] => task switch
    {
        TaskKind.SemanticSegmentation => Segmentation,
        TaskKind.HumanParts => HumanParts,
        TaskKind.Saliency => Saliency,
        TaskKind.Boundaries => Boundaries,
        TaskKind.Depth => Depth,
        TaskKind.SurfaceNormals => Normals,
        _ => null,
    };

    /// <summary>Takes the labels of one image; the tensors share the batch's memory.</summary>
    /// <param name="index">Its place in the batch.</param>
    internal LabelBatch Image(int index) => new()
    {
        Segmentation = Segmentation?.narrow(0, index, 1),
        HumanParts = HumanParts?.narrow(0, index, 1),
        Saliency = Saliency?.narrow(0, index, 1),
        Boundaries = Boundaries?.narrow(0, index, 1),
        Depth = Depth?.narrow(0, index, 1),
        Normals = Normals?.narrow(0, index, 1),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TaskKind task in TaskKinds.All)
        {
            this[task]?.Dispose();
        }
    }
}
