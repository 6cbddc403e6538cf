using DenseEdge.Contracts;
using DenseEdge.Training.Losses;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Networks;

/// <summary>Labels as the reference's losses take them: 255 is ignored in every task, depths and normals too.</summary>
internal static class ReferenceLabels
{
    /// <summary>Turns class labels into what DenseEdge's losses take.</summary>
    /// <param name="labels">[N, 1, H, W] float; 255 is ignored.</param>
    /// <returns>[N, H, W] int64.</returns>
    public static Tensor Classes(Tensor labels) => labels.squeeze(1).to_type(ScalarType.Int64);

    /// <summary>Turns depths or normals into what DenseEdge's losses take, where 0 marks what is missing.</summary>
    /// <param name="labels">[N, C, H, W]; a pixel with a channel of 255 is ignored.</param>
    /// <returns>[N, C, H, W]; ignored pixels are 0 in every channel.</returns>
    public static Tensor Values(Tensor labels)
        => labels.masked_fill(labels.eq(LabelBatch.Ignore).any(1, keepdim: true), 0);

    /// <summary>Collects the labels of all tasks.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="label">Gets the label of a task as the reference stores it.</param>
    public static LabelBatch Batch(IReadOnlyList<TaskKind> tasks, Func<TaskKind, Tensor> label)
    {
        return new LabelBatch
        {
            Segmentation = Of(TaskKind.SemanticSegmentation, Classes),
            HumanParts = Of(TaskKind.HumanParts, Classes),
            Saliency = Of(TaskKind.Saliency, Classes),
            Boundaries = Of(TaskKind.Boundaries, Classes),
            Depth = Of(TaskKind.Depth, Values),
            Normals = Of(TaskKind.SurfaceNormals, Values),
        };

        Tensor? Of(TaskKind task, Func<Tensor, Tensor> convert) => tasks.Contains(task) ? convert(label(task)) : null;
    }
}
