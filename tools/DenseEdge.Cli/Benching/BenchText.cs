using System.Globalization;
using System.Text;

namespace DenseEdge.Cli.Benching;

/// <summary>A bench report for a terminal.</summary>
internal static class BenchText
{
    /// <summary>Writes the report.</summary>
    /// <param name="report">The report.</param>
    public static string Of(BenchReport report)
    {
        StringBuilder text = new();
        Line(text, $"{report.ModelPath}: {report.ModelBytes / 1e6:F1} MB, input {report.Model.InputHeight}x{report.Model.InputWidth}");
        Line(text, $"{report.Engine}, {Threads(report.Threads)}; {report.Device.Processor ?? "unknown processor"}");
        Line(text, $"frames: {report.Frames.Source}, resized inside of Run");
        Line(text, $"loaded in {report.LoadMs:F0} ms; first result {report.FirstResultMs:F0} ms after the process started");
        Line(text, $"peak rate with at most {PeakSearch.AllowedLoss:P0} lost: {report.PeakHz:F1} Hz");
        Line(text, $"");
        Line(text, $"{"rate",7} {"p50",8} {"p90",8} {"p99",8} {"jitter",8} {"CPU",8} {"alloc",7} {"lost",7}   (ms; bytes)");
        foreach (RateResult rate in report.Rates)
        {
            Line(text, $"{rate.RateHz,4:0.##} Hz {Latency(rate.Latency)} {rate.CpuMsPerFrame,8:F2} {rate.AllocatedBytesPerFrame,7:F0} {100 * rate.LossShare,6:F1}%");
        }

        if (report.Live is { } live)
        {
            Line(text, $"   live {Latency(live.Latency)}   {live.Camera}: {live.Granted}; {live.Captured} captured, {live.Dropped} dropped");
        }

        if (report.Raw is { } raw)
        {
            Line(text, $"");
            Line(text, $"Run against bare ONNX Runtime, in turns, {raw.Run.Count} of each: median {raw.Run.P50Ms:F2} and {raw.Raw.P50Ms:F2} ms");
            Line(text, $"ratio {raw.Ratio:F3} ({raw.LowestRatio:F3} to {raw.HighestRatio:F3} over five parts); {raw.AllocatedBytesPerRun:F0} bytes allocated per Run");
            Line(text, $"of Run: resize {raw.UploadMs:F2}, engine {raw.NetworkMs:F2}, conversion {raw.DownloadMs:F2} ms");
        }

        Line(text, $"");
        Line(text, $"hottest sensor {Number(report.Before.HottestCelsius, "°C")} before, {Number(report.After.HottestCelsius, "°C")} after; power {Number(report.Before.TotalWatts, "W")} before, {Number(report.After.TotalWatts, "W")} after");
        return text.ToString();
    }

    private static string Threads(int threads)
        => threads == 0 ? "one thread per core" : string.Create(CultureInfo.InvariantCulture, $"{threads} threads");

    private static string Latency(LatencySummary? latency) => latency is null
        ? "no frame"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{latency.P50Ms,8:F2} {latency.P90Ms,8:F2} {latency.P99Ms,8:F2} {latency.JitterMs,8:F2}");

    private static string Number(double? value, string unit)
        => value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number:F1} {unit}") : "unknown";

    private static void Line(StringBuilder text, FormattableString line)
        => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
