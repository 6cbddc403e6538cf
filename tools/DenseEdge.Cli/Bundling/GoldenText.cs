using System.Globalization;
using DenseEdge.Bundles.Golden;
using DenseEdge.Contracts;

namespace DenseEdge.Cli.Bundling;

/// <summary>A golden report in one line.</summary>
internal static class GoldenText
{
    /// <summary>Writes the line.</summary>
    /// <param name="file">The model's file.</param>
    /// <param name="report">What it made of the frames.</param>
    public static string Line(string file, GoldenReport report)
    {
        string tasks = string.Join(", ", report.Tasks.Select(task => string.Create(
            CultureInfo.InvariantCulture, $"{task.Task.Key()} {task.Worst:G3} of {task.Limit:G3} {task.Unit}")));
        string latency = report.LatencyMs.Count == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture, $"; p50 {report.LatencyMs.P50Ms:F1} ms, p95 {report.LatencyMs.P95Ms:F1} ms");
        return $"{file}: {(report.Passed ? "passed" : "FAILED")} {report.Frames} golden frames ({tasks}{latency})";
    }
}
