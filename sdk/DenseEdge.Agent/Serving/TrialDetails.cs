using System.Globalization;
using DenseEdge.Agent.Trials;
using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent.Serving;

/// <summary>How an action ended, in a few lines that a server keeps.</summary>
internal static class TrialDetails
{
    /// <summary>Writes the lines, the most important first.</summary>
    /// <param name="report">The end.</param>
    /// <param name="trial">What the trial found; null if there was none.</param>
    public static IEnumerable<string> Of(ActionReport report, TrialReport? trial)
    {
        yield return report.Message;
        if (trial is null)
        {
            yield break;
        }

        foreach (string fault in trial.Faults)
        {
            yield return fault;
        }

        string promise = trial.PromiseMs is { } promised
            ? string.Create(CultureInfo.InvariantCulture, $"promise {promised:0.###} ms")
            : "no promise";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"trial: {(trial.Passed ? "passed" : "failed")}, {trial.Engine ?? "no engine"}, {trial.Frames} frames, median "
            + $"{trial.MedianMs:0.###} ms, p95 {trial.P95Ms:0.###} ms, {promise}, "
            + $"{trial.NonFinite} values that are no number");
        foreach (TrialTask task in trial.Tasks)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{task.Task}: worst {task.WorstDeviation:0.######} of {task.Tolerance:0.######} {task.Unit}");
        }
    }
}
