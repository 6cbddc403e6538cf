using System.Globalization;

namespace DenseEdge.Training.Engine;

/// <summary>The layout of a run folder: run.json, losses.csv, checkpoint-STEP/, model.onnx and
/// metrics.json.</summary>
public static class RunFolder
{
    private const string CheckpointPrefix = "checkpoint-";

    /// <summary>The file with the configuration.</summary>
    /// <param name="runFolder">The folder.</param>
    public static string ConfigurationPath(string runFolder) => Path.Combine(runFolder, "run.json");

    /// <summary>The file with the loss of each recorded step.</summary>
    /// <param name="runFolder">The folder.</param>
    public static string LossesPath(string runFolder) => Path.Combine(runFolder, "losses.csv");

    /// <summary>The metrics of the run's model on the test split of its data.</summary>
    /// <param name="runFolder">The folder.</param>
    public static string MetricsPath(string runFolder) => Path.Combine(runFolder, "metrics.json");

    /// <summary>The exported model.</summary>
    /// <param name="runFolder">The folder.</param>
    public static string ModelPath(string runFolder) => Path.Combine(runFolder, "model.onnx");

    /// <summary>The checkpoint of a step.</summary>
    /// <param name="runFolder">The folder.</param>
    /// <param name="step">Steps done.</param>
    internal static string CheckpointPath(string runFolder, int step) =>
        Path.Combine(runFolder, CheckpointPrefix + step.ToString("D7", CultureInfo.InvariantCulture));

    /// <summary>Finds the checkpoints of a run, newest first.</summary>
    /// <param name="runFolder">The folder.</param>
    internal static IReadOnlyList<string> Checkpoints(string runFolder) => Directory.Exists(runFolder)
        ? [.. Directory.EnumerateDirectories(runFolder, CheckpointPrefix + "*")
            .Where(folder => int.TryParse(
                Path.GetFileName(folder).AsSpan(CheckpointPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .OrderDescending(StringComparer.Ordinal)]
        : [];

    /// <summary>Writes a text file so that it is there whole or not at all.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <param name="text">The text, written as UTF-8.</param>
    public static void WriteText(string path, string text)
    {
        string temporary = path + ".tmp";
        using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
