using DenseEdge.Contracts;
using DenseEdge.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Engine;

/// <summary>Makes tensors of a loaded batch.</summary>
internal static class BatchTensors
{
    /// <summary>The images.</summary>
    /// <param name="batch">The batch.</param>
    /// <returns>
    /// [N, 3, H, W] float, RGB, 0 to 255. The memory stays in the order of the bytes (channels last), which torch then keeps
    /// for all feature maps: its convolutions are faster in this order.
    /// </returns>
    public static Tensor Images(TrainingBatch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        return tensor(batch.Images).reshape(batch.Size, batch.PlaneSize.Height, batch.PlaneSize.Width, 3)
            .permute(0, 3, 1, 2).to_type(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <summary>The labels.</summary>
    /// <param name="batch">The batch.</param>
    public static LabelBatch Labels(TrainingBatch batch) => new()
    {
        Segmentation = Plane(batch, TaskKind.SemanticSegmentation),
        HumanParts = Plane(batch, TaskKind.HumanParts),
        Saliency = Plane(batch, TaskKind.Saliency),
        Boundaries = Plane(batch, TaskKind.Boundaries),
        Depth = Floats(batch, batch.Depth, 1),
        Normals = Floats(batch, batch.Normals, 3),
    };

    private static Tensor? Plane(TrainingBatch batch, TaskKind kind)
    {
        if (!batch.Labels.TryGetValue(kind, out byte[]? labels))
        {
            return null;
        }

        using Tensor flat = tensor(labels);
        return flat.reshape(batch.Size, batch.PlaneSize.Height, batch.PlaneSize.Width);
    }

    private static Tensor? Floats(TrainingBatch batch, float[]? values, int channels)
    {
        if (values is null)
        {
            return null;
        }

        using Tensor flat = tensor(values);
        return flat.reshape(batch.Size, channels, batch.PlaneSize.Height, batch.PlaneSize.Width);
    }
}
