using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Inference;

/// <summary>What the outputs of a DenseEdge model look like.</summary>
internal static class OutputShape
{
    private static readonly TensorElement[] LabelElements = [TensorElement.UInt8, TensorElement.Int32, TensorElement.Int64];
    private static readonly TensorElement[] NumberElements = [TensorElement.Float32, TensorElement.Float16];

    /// <summary>Gets the number of values for each pixel.</summary>
    public static int Channels(ModelTask task)
        => task.Form == AnswerForm.Logits ? task.Spec.Classes.Count
            : task.Spec.Kind == TaskKind.SurfaceNormals ? 3
            : 1;

    /// <summary>Gets the element types that an output may have.</summary>
    public static IReadOnlyList<TensorElement> Elements(ModelTask task)
        => task.Spec.Kind.HasClasses() && task.Form == AnswerForm.Labels ? LabelElements : NumberElements;

    /// <summary>Tells whether dimensions are [1, C, H, W], or [1, H, W] for one channel.</summary>
    public static bool Fits(ReadOnlySpan<int> dims, ModelTask task, ModelMetadata model)
    {
        int channels = Channels(task);
        return dims.SequenceEqual([1, channels, model.OutputHeight, model.OutputWidth])
            || (channels == 1 && dims.SequenceEqual([1, model.OutputHeight, model.OutputWidth]));
    }

    /// <summary>Gets the types and the shape that a task's output may have, for messages.</summary>
    public static string Expected(ModelTask task, ModelMetadata model)
        => $"{string.Join(" or ", Elements(task))} [1, {Channels(task)}, {model.OutputHeight}, {model.OutputWidth}]";
}
