using DenseEdge.Contracts;

namespace DenseEdge.Bundles;

/// <summary>How far a variant agrees with the plain FP32 network, as its export measured it.</summary>
/// <param name="Frames">The frames that it was measured on.</param>
/// <param name="FrameCount">Their number.</param>
/// <param name="Tasks">One entry per task.</param>
public sealed record AccuracyReport(string Frames, int FrameCount, IReadOnlyList<AccuracyReport.Agreement> Tasks)
{
    /// <summary>How far two networks agree on one task.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="EqualLabels">Share of pixels with the same class, 0 to 1; null for a task without classes.</param>
    /// <param name="LargestDifference">Largest absolute difference in the task's unit; null for a task with classes.</param>
    /// <param name="MeanDifference">Mean absolute difference in the task's unit; null for a task with classes.</param>
    public sealed record Agreement(
        TaskKind Task, double? EqualLabels = null, double? LargestDifference = null, double? MeanDifference = null);
}
