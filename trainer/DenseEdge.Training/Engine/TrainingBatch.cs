using DenseEdge.Contracts;
using DenseEdge.Data;

namespace DenseEdge.Training.Engine;

/// <summary>Augmented samples of one size, laid out as the tensors will be. Reused from step to step.</summary>
internal sealed class TrainingBatch
{
    private readonly int _height;
    private readonly int _width;

    /// <summary>Allocates a batch.</summary>
    /// <param name="tasks">The tasks that get a label plane.</param>
    /// <param name="size">Images in the batch.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    public TrainingBatch(IReadOnlyList<TaskSpec> tasks, int size, int height, int width)
    {
        (Size, _height, _width) = (size, height, width);
        int pixels = checked(size * height * width);
        Images = new byte[checked(3 * pixels)];
        foreach (TaskKind kind in tasks.Select(task => task.Kind))
        {
            switch (kind)
            {
                case TaskKind.Depth:
                    Depth = new float[pixels];
                    break;
                case TaskKind.SurfaceNormals:
                    Normals = new float[checked(3 * pixels)];
                    break;
                default:
                    Labels[kind] = new byte[pixels];
                    break;
            }
        }
    }

    /// <summary>Images in the batch.</summary>
    public int Size { get; }

    /// <summary>[N, H, W, 3] bytes, RGB, as cameras deliver them.</summary>
    public byte[] Images { get; }

    /// <summary>[N, H, W] class labels per task, 255 where unknown.</summary>
    public Dictionary<TaskKind, byte[]> Labels { get; } = [];

    /// <summary>[N, 1, H, W] metres, 0 where unknown; null if the task is not trained.</summary>
    public float[]? Depth { get; }

    /// <summary>[N, 3, H, W] unit normals, (0, 0, 0) where unknown; null if the task is not trained.</summary>
    public float[]? Normals { get; }

    /// <summary>Shape of one label plane.</summary>
    public (int Height, int Width) PlaneSize => (_height, _width);

    /// <summary>Copies one sample into its place; what it has no label for becomes unknown.</summary>
    /// <param name="index">Place in the batch.</param>
    /// <param name="sample">A sample of the batch's size.</param>
    public void Set(int index, DenseSample sample)
    {
        if (sample.Image.Height != _height || sample.Image.Width != _width)
        {
            throw new ArgumentException(
                $"Expected sample '{sample.Id}' of {_height}x{_width} pixels, got {sample.Image.Height}x{sample.Image.Width}.",
                nameof(sample));
        }

        int plane = _height * _width;
        sample.Image.Pixels.CopyTo(Images.AsSpan(3 * plane * index, 3 * plane));
        foreach ((TaskKind kind, byte[] labels) in Labels)
        {
            Copy(LabelOf(sample, kind)?.Labels, labels.AsSpan(plane * index, plane), DenseSample.Ignore);
        }

        if (Depth is not null)
        {
            Copy(sample.Depth?.Meters, Depth.AsSpan(plane * index, plane), 0f);
        }

        if (Normals is not null)
        {
            Copy(sample.Normals?.Components, Normals.AsSpan(3 * plane * index, 3 * plane), 0f);
        }
    }

    private static LabelMap? LabelOf(DenseSample sample, TaskKind kind) => kind switch
    {
        TaskKind.SemanticSegmentation => sample.Segmentation,
        TaskKind.HumanParts => sample.HumanParts,
        TaskKind.Saliency => sample.Saliency,
        TaskKind.Boundaries => sample.Boundaries,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected a task with a label map."),
    };

    private static void Copy<T>(T[]? source, Span<T> target, T unknown)
    {
        if (source is null)
        {
            target.Fill(unknown);
        }
        else
        {
            source.CopyTo(target);
        }
    }
}
