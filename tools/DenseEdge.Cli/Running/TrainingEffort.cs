using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Running;

/// <summary>How long a run trained, from the last line of its losses.csv.</summary>
internal static class TrainingEffort
{
    /// <summary>Gets steps and wall-clock seconds; null for a run without that file.</summary>
    /// <param name="runFolder">The run's folder.</param>
    public static (int? Steps, double? Seconds) Of(string runFolder)
    {
        string path = RunFolder.LossesPath(runFolder);
        return File.Exists(path) && LossHistory.Load(path).Rows is { Count: > 0 } rows
            ? (rows[^1].Step, rows[^1].Seconds)
            : (null, null);
    }
}
