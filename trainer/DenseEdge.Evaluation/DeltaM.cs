namespace DenseEdge.Evaluation;

/// <summary>The multi-task score Δm: the mean relative gain over single-task networks with the same backbone.</summary>
/// <remarks>
/// Δm = 100 / N · Σ ±(M - S) / S over the tasks, with minus where lower is better (Maninis et al., CVPR 2019, and ATRC,
/// ICCV 2021). Positive means that the multi-task network is better on average.
/// </remarks>
public static class DeltaM
{
    /// <summary>Compares the main scores of two evaluations.</summary>
    /// <param name="multiTask">The evaluation of the multi-task network.</param>
    /// <param name="singleTask">The scores of the single-task networks, with every task of the other.</param>
    /// <returns>Δm in percent.</returns>
    /// <exception cref="ArgumentException">A task or metric is missing on the single-task side, or a baseline is
    /// 0.</exception>
    public static double Percent(MetricTable multiTask, MetricTable singleTask)
    {
        ArgumentNullException.ThrowIfNull(multiTask);
        ArgumentNullException.ThrowIfNull(singleTask);
        IReadOnlyList<TaskScore> scores = multiTask.Main;
        double[] baselines = new double[scores.Count];
        for (int i = 0; i < baselines.Length; i++)
        {
            TaskScore score = scores[i];
            baselines[i] = singleTask.Find(score.Task, score.Metric)?.Value
                ?? throw new ArgumentException(
                    $"Expected a baseline for {score.Metric} of {score.Task}, got none.", nameof(singleTask));
        }

        return Percent(
            [.. scores.Select(score => score.Value)], baselines, [.. scores.Select(score => !score.HigherIsBetter)]);
    }

    /// <summary>Compares the scores of N tasks.</summary>
    /// <param name="multiTask">[N] scores of the multi-task network.</param>
    /// <param name="singleTask">[N] scores of the single-task networks, none of them 0.</param>
    /// <param name="lowerIsBetter">[N] flags: true for errors such as RMSE.</param>
    /// <returns>Δm in percent; 0 for no tasks.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a baseline is 0.</exception>
    public static double Percent(
        ReadOnlySpan<double> multiTask, ReadOnlySpan<double> singleTask, ReadOnlySpan<bool> lowerIsBetter)
    {
        if (multiTask.Length != singleTask.Length || multiTask.Length != lowerIsBetter.Length)
        {
            throw new ArgumentException(
                $"Expected as many baselines and flags as the {multiTask.Length} scores, "
                + $"got {singleTask.Length} and {lowerIsBetter.Length}.");
        }

        double sum = 0;
        for (int i = 0; i < multiTask.Length; i++)
        {
            if (singleTask[i] == 0)
            {
                throw new ArgumentException(
                    $"Expected baselines other than 0, got 0 at position {i}.", nameof(singleTask));
            }

            double gain = (multiTask[i] - singleTask[i]) / singleTask[i];
            sum += lowerIsBetter[i] ? -gain : gain;
        }

        return 100 * MetricInput.Ratio(sum, multiTask.Length);
    }
}
