using System.Globalization;
using System.Text;
using DenseEdge.Sdk;

namespace DenseEdge.Samples.LatencyProbe;

/// <summary>The stages of the last frames as a table of percentiles. Adding a frame allocates nothing, so that the probe doesn't
/// disturb what it measures.</summary>
internal sealed class StageTable
{
    private static readonly string[] Names = ["capture age", "queue", "upload", "network", "download", "lens to result"];

    private readonly double[][] _rings;
    private readonly double[] _sorted;
    private int _count;

    /// <param name="window">How many frames the percentiles are taken of.</param>
    public StageTable(int window)
    {
        _rings = [.. Names.Select(_ => new double[window])];
        _sorted = new double[window];
    }

    /// <summary>Adds a frame.</summary>
    /// <param name="timing">Its stages.</param>
    /// <param name="ageMs">Milliseconds from the capture until its result was handed over.</param>
    public void Add(PredictionTiming timing, double ageMs)
    {
        int at = _count % _sorted.Length;
        _rings[0][at] = timing.CaptureAgeMs;
        _rings[1][at] = timing.QueueMs;
        _rings[2][at] = timing.UploadMs;
        _rings[3][at] = timing.NetworkMs;
        _rings[4][at] = timing.DownloadMs;
        _rings[5][at] = ageMs;
        _count++;
    }

    public override string ToString()
    {
        int frames = Math.Min(_count, _sorted.Length);
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{$"last {frames} frames, ms",-24}{"p50",9}{"p90",9}{"p99",9}{"max",9}");
        for (int stage = 0; stage < Names.Length && frames > 0; stage++)
        {
            Span<double> sorted = _sorted.AsSpan(0, frames);
            _rings[stage].AsSpan(0, frames).CopyTo(sorted);
            sorted.Sort();
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{Names[stage],-24}{At(sorted, 50),9:F2}{At(sorted, 90),9:F2}{At(sorted, 99),9:F2}{sorted[^1],9:F2}");
        }

        return text.ToString();
    }

    // Nearest rank: the smallest value that so many percent of the values don't exceed.
    private static double At(ReadOnlySpan<double> sorted, int percent)
        => sorted[(int)Math.Ceiling(percent / 100.0 * sorted.Length) - 1];
}
