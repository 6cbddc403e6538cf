using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary>What the labels of one task look like over all samples.</summary>
public sealed record TaskStatistics
{
    /// <summary>The task, with its classes.</summary>
    public required TaskSpec Task { get; init; }

    /// <summary>Samples that have a label without a fault.</summary>
    public required int LabelledSamples { get; init; }

    /// <summary>The share of pixels that have no label (unknown, not measured, no normal), 0 to 1.</summary>
    public required double UnlabelledShare { get; init; }

    /// <summary>
    /// Each class's share of the labelled pixels, 0 to 1; for boundaries and saliency the shares of 0 and 1.
    /// </summary>
    /// <value>Empty for depth and normals.</value>
    public required IReadOnlyList<double> ClassShares { get; init; }

    /// <summary>The smallest and the largest distance.</summary>
    /// <value>Null unless the task is depth and something is measured.</value>
    public DepthRange? DepthMeters { get; init; }
}
