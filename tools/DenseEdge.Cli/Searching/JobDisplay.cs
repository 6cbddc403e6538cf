using System.Globalization;
using DenseEdge.Cli.Running;
using DenseEdge.Search.Launching;

namespace DenseEdge.Cli.Searching;

/// <summary>Shows how many jobs of a phase are done, and what went wrong with some.</summary>
/// <param name="display">Where to draw.</param>
internal sealed class JobDisplay(ProgressDisplay display) : IProgress<JobProgress>
{
    /// <inheritdoc/>
    public void Report(JobProgress value)
    {
        if (value.Note is { } note)
        {
            display.Say(note);
        }

        display.Update(
            (double)value.Done / Math.Max(1, value.Total),
            string.Create(CultureInfo.InvariantCulture, $"job {value.Done}/{value.Total}"));
    }
}
