using DenseEdge.Contracts;

namespace DenseEdge.Training.Contrast;

/// <summary>
/// The labels of one task in a batch at the size of the features. Pixels are counted through the whole batch: image by image,
/// row by row.
/// </summary>
internal sealed class SourceLabels
{
    /// <summary>Takes labels.</summary>
    /// <param name="task">The task.</param>
    /// <param name="images">Images in the batch (N).</param>
    /// <param name="isValid">Which pixels have a label, [N · h · w].</param>
    /// <param name="classes">Classes, [N · h · w]; empty for depth and normals.</param>
    /// <param name="values">
    /// Logarithms of metres, [N · h · w], or unit normals x, y, z, [N · h · w · 3]; empty for tasks with classes.
    /// </param>
    public SourceLabels(TaskKind task, int images, bool[] isValid, byte[] classes, float[] values)
    {
        (Task, Images, IsValid, Classes, Values) = (task, images, isValid, classes, values);
        PixelsPerImage = isValid.Length / images;
        HasAny = isValid.Contains(true);
    }

    /// <summary>The task.</summary>
    public TaskKind Task { get; }

    /// <summary>Images in the batch (N).</summary>
    public int Images { get; }

    /// <summary>Pixels of an image (h · w).</summary>
    public int PixelsPerImage { get; }

    /// <summary>Which pixels have a label.</summary>
    public bool[] IsValid { get; }

    /// <summary>Classes; empty for depth and normals.</summary>
    public byte[] Classes { get; }

    /// <summary>Logarithms of metres, or unit normals; empty for tasks with classes.</summary>
    public float[] Values { get; }

    /// <summary>Whether some pixel has a label.</summary>
    public bool HasAny { get; }
}
