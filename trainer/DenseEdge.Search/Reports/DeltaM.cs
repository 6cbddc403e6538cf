namespace DenseEdge.Search.Reports;

/// <summary>Δm: how much better a network does its tasks than another one, in percent.</summary>
/// <remarks>Mean over the tasks of the relative change of each one's main metric, with the sign that makes more better;
/// Maninis et al., "Attentive Single-Tasking of Multiple Tasks", CVPR 2019, section 5, there against single-task
/// networks. A task at which the baseline scores 0 has no relative change and adds none: it isn't trained yet.</remarks>
public static class DeltaM
{
    private const double Percent = 100;

    /// <summary>Compares two networks.</summary>
    /// <param name="network">The main metric of each task of a network.</param>
    /// <param name="baseline">Those of the one that it is compared with.</param>
    /// <returns>Null if they are not of the same tasks and metrics, or every metric of the baseline is 0.</returns>
    public static double? Of(IReadOnlyList<TaskResult> network, IReadOnlyList<TaskResult> baseline)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(baseline);
        bool isComparable = baseline.Any(result => result.Value != 0)
            && network.Select(result => (result.Task, result.Metric))
                .SequenceEqual(baseline.Select(result => (result.Task, result.Metric)));
        return isComparable ? network.Zip(baseline, Gain).Average() : null;
    }

    private static double Gain(TaskResult network, TaskResult baseline)
        => baseline.Value == 0
            ? 0
            : (network.HigherIsBetter ? 1 : -1) * Percent * (network.Value - baseline.Value) / Math.Abs(baseline.Value);
}
