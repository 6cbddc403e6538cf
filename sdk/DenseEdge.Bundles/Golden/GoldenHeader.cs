using DenseEdge.Contracts;

namespace DenseEdge.Bundles.Golden;

/// <summary>What a file of golden frames says before its frames.</summary>
internal sealed record GoldenHeader
{
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>What answered.</summary>
    public required string Reference { get; init; }

    /// <summary>Height of every answer in pixels.</summary>
    public required int OutputHeight { get; init; }

    /// <summary>Width of every answer in pixels.</summary>
    public required int OutputWidth { get; init; }

    /// <summary>The tasks, in the order of the answers of a frame.</summary>
    public required IReadOnlyList<TaskKind> Tasks { get; init; }

    public required GoldenTolerances Tolerances { get; init; }

    /// <summary>Sizes of the frames and of their compressed parts; written by <see cref="GoldenFile"/>.</summary>
    public IReadOnlyList<FrameEntry> Frames { get; init; } = [];

    /// <summary>One frame of the file.</summary>
    /// <param name="Height">Height in pixels.</param>
    /// <param name="Width">Width in pixels.</param>
    /// <param name="Bytes">Compressed lengths: the frame, then an answer per task.</param>
    internal sealed record FrameEntry(int Height, int Width, IReadOnlyList<int> Bytes);
}
