using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Inference;

/// <summary>What the outputs of a DenseEdge model look like.</summary>
internal static class OutputShape
{
    /// <summary>Gets the number of values for each pixel.</summary>
    public static int Channels(TaskKind kind) => kind == TaskKind.SurfaceNormals ? 3 : 1;

    /// <summary>Tells whether dimensions are [1, C, H, W], or [1, H, W] for one channel.</summary>
    public static bool Fits(ReadOnlySpan<int> dims, TaskKind kind, ModelMetadata model)
    {
        int channels = Channels(kind);
        return dims.SequenceEqual([1, channels, model.InputHeight, model.InputWidth])
            || (channels == 1 && dims.SequenceEqual([1, model.InputHeight, model.InputWidth]));
    }

    /// <summary>Gets the type and shape that a task's output must have, for messages.</summary>
    public static string Expected(TaskKind kind, ModelMetadata model)
        => $"{(kind.HasClasses() ? "Byte" : "Single")} [1, {Channels(kind)}, {model.InputHeight}, {model.InputWidth}]";
}
