using System.Globalization;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Profiling.Agent;

/// <summary>Progress as a line of text, from the agent's standard output to whoever started it, over ssh if need be.</summary>
internal static class ProgressLine
{
    private const string Mark = "progress";

    /// <summary>Writes a line.</summary>
    /// <param name="progress">What to say.</param>
    public static string Write(MeasurementProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Mark}\t{progress.Done}\t{progress.Total}\t{progress.Remaining?.TotalSeconds ?? -1:F1}\t{progress.Details}");

    /// <summary>Reads a line.</summary>
    /// <param name="line">Any line of the agent's output.</param>
    /// <returns>Null if it is another line.</returns>
    public static MeasurementProgress? Read(string line)
    {
        string[] parts = line.Split('\t', 5);
        return parts.Length == 5 && parts[0] == Mark
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int done)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int total)
            && double.TryParse(parts[3], NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            ? new MeasurementProgress(done, total, parts[4], seconds < 0 ? null : TimeSpan.FromSeconds(seconds))
            : null;
    }
}
