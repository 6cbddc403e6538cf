using DenseEdge.Contracts;
using DenseEdge.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Contrast;

/// <summary>
/// Brings labels to the size of the features: the nearest label pixel, and for boundaries, whose lines are thinner than a
/// feature pixel, whether any lies in it.
/// </summary>
internal static class LabelShrinking
{
    /// <summary>Shrinks the labels of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="labels">The batch; null is returned if the task has no label in it.</param>
    /// <param name="height">Height of the features (h).</param>
    /// <param name="width">Width of the features (w).</param>
    /// <exception cref="ArgumentException">There is no way to compare the labels of the task.</exception>
    public static SourceLabels? Shrink(TaskKind task, LabelBatch labels, long height, long width)
    {
        if (labels[task] is not { } label)
        {
            return null;
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        int images = (int)label.shape[0];
        return task switch
        {
            TaskKind.Boundaries => Boundaries(label, images, (int)height, (int)width),
            TaskKind.Depth => Depth(Nearest(label, height, width), images),
            TaskKind.SurfaceNormals => Normals(Nearest(label, height, width), images),
            _ when LabelDistance.HasClasses(task) => Classes(task, Nearest(label, height, width), images),
            _ => throw new ArgumentException(LabelDistance.Refusal(task), nameof(task)),
        };
    }

    private static SourceLabels Classes(TaskKind task, Tensor label, int images)
    {
        byte[] classes = label.to_type(ScalarType.Byte).cpu().contiguous().data<byte>().ToArray();
        return new SourceLabels(task, images, Array.ConvertAll(classes, label => label != LabelBatch.Ignore), classes, []);
    }

    private static SourceLabels Depth(Tensor label, int images)
    {
        float[] meters = label.cpu().contiguous().data<float>().ToArray();
        bool[] isValid = Array.ConvertAll(meters, value => value > 0 && float.IsFinite(value));
        float[] logarithms = Array.ConvertAll(meters, value => value > 0 ? MathF.Log(value) : 0);
        return new SourceLabels(TaskKind.Depth, images, isValid, [], logarithms);
    }

    private static SourceLabels Normals(Tensor label, int images)
    {
        float[] normals = label.permute(0, 2, 3, 1).cpu().contiguous().data<float>().ToArray();    // [N, h, w, 3]
        bool[] isValid = new bool[normals.Length / 3];
        for (int pixel = 0; pixel < isValid.Length; pixel++)
        {
            Span<float> normal = normals.AsSpan(3 * pixel, 3);
            float length = MathF.Sqrt((normal[0] * normal[0]) + (normal[1] * normal[1]) + (normal[2] * normal[2]));
            isValid[pixel] = length > 0 && float.IsFinite(length);
            for (int axis = 0; isValid[pixel] && axis < 3; axis++)
            {
                normal[axis] /= length;
            }
        }

        return new SourceLabels(TaskKind.SurfaceNormals, images, isValid, [], normals);
    }

    /// <summary>The largest label of each cell, ignored pixels left out; a cell of ignored pixels only is ignored.</summary>
    private static SourceLabels Boundaries(Tensor label, int images, int height, int width)
    {
        (int fullHeight, int fullWidth) = ((int)label.shape[1], (int)label.shape[2]);
        byte[] full = label.to_type(ScalarType.Byte).cpu().contiguous().data<byte>().ToArray();
        byte[] cells = new byte[images * height * width];
        bool[] isValid = new bool[cells.Length];
        for (int cell = 0; cell < cells.Length; cell++)
        {
            (int image, int row, int column) = (cell / (height * width), cell / width % height, cell % width);
            for (int y = row * fullHeight / height; y < End(row, fullHeight, height); y++)
            {
                for (int x = column * fullWidth / width; x < End(column, fullWidth, width); x++)
                {
                    byte value = full[(((image * fullHeight) + y) * fullWidth) + x];
                    if (value != LabelBatch.Ignore)
                    {
                        (isValid[cell], cells[cell]) = (true, Math.Max(cells[cell], value));
                    }
                }
            }
        }

        return new SourceLabels(TaskKind.Boundaries, images, isValid, cells, []);
    }

    /// <summary>Where the cell ends: rounded up, so that no row or column is left out.</summary>
    private static int End(int cell, int from, int to) => (((cell + 1) * from) + to - 1) / to;

    /// <summary>Takes the label pixel at the centre of each feature pixel.</summary>
    private static Tensor Nearest(Tensor label, long height, long width)
        => label.index_select(label.dim() - 2, Centres(label.shape[^2], height, label.device))
            .index_select(label.dim() - 1, Centres(label.shape[^1], width, label.device));

    private static Tensor Centres(long from, long to, Device device)
        => tensor([.. Enumerable.Range(0, (int)to).Select(i => ((2L * i) + 1) * from / (2 * to))], device: device);
}
