using System.Text.Json;
using System.Text.Json.Nodes;
using DenseEdge.Contracts;
using DenseEdge.Telemetry;

namespace DenseEdge.Cli.Benching;

/// <summary>A bench report as JSON: the unit in each key, hashes of model and frames, the machine.</summary>
internal static class BenchJson
{
    private const int Format = 1;
    private const int Decimals = 4;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes the report; a reader sees the old file or the whole new one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="report">The report.</param>
    public static void Write(string path, BenchReport report)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, Of(report).ToJsonString(Indented));
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Makes the report.</summary>
    internal static JsonObject Of(BenchReport report) => new()
    {
        ["format"] = Format,
        ["measured_at"] = report.MeasuredAt.ToString("O"),
        ["device"] = Device(report.Device),
        ["engine"] = report.Engine,
        ["threads"] = report.Threads,
        ["model"] = new JsonObject
        {
            ["file"] = Path.GetFileName(report.ModelPath),
            ["sha256"] = report.ModelDigest,
            ["bytes"] = report.ModelBytes,
            ["producer"] = report.Model.Producer,
            ["precision"] = report.Model.Precision.Key(),
            ["input_height"] = report.Model.InputHeight,
            ["input_width"] = report.Model.InputWidth,
            ["has_random_weights"] = report.Model.HasRandomWeights,
        },
        ["frames"] = new JsonObject
        {
            ["source"] = report.Frames.Source,
            ["sha256"] = report.Frames.Digest,
            ["height"] = report.Frames.Height,
            ["width"] = report.Frames.Width,
        },
        ["load_ms"] = Rounded(report.LoadMs),
        ["first_result_ms"] = Rounded(report.FirstResultMs),
        ["peak_hz"] = Rounded(report.PeakHz),
        ["peak_allowed_loss_share"] = PeakSearch.AllowedLoss,
        ["rates"] = new JsonArray([.. report.Rates.Select(Rate)]),
        ["live"] = report.Live is { } live ? Live(live) : null,
        ["compare_raw"] = report.Raw is { } raw ? Raw(raw) : null,
        ["board_before"] = Board(report.Before),
        ["board_after"] = Board(report.After),
    };

    private static JsonObject Device(BoardIdentity device) => new()
    {
        ["model"] = device.Model,
        ["processor"] = device.Processor,
        ["online_cores"] = device.OnlineCores,
        ["memory_bytes"] = device.MemoryBytes,
        ["operating_system"] = device.OperatingSystem,
        ["kernel"] = device.Kernel,
        ["jetson_linux"] = device.JetsonLinux,
        ["power_mode"] = device.PowerMode,
    };

    private static JsonObject Rate(RateResult rate) => new()
    {
        ["rate_hz"] = rate.RateHz,
        ["offered"] = rate.Offered,
        ["lost"] = rate.Lost,
        ["latency"] = Latency(rate.Latency),
        ["run"] = Latency(rate.Run),
        ["allocated_bytes_per_frame"] = Rounded(rate.AllocatedBytesPerFrame),
        ["cpu_ms_per_frame"] = Rounded(rate.CpuMsPerFrame),
    };

    private static JsonObject Live(LiveResult live) => new()
    {
        ["camera"] = live.Camera,
        ["granted"] = live.Granted,
        ["captured"] = live.Captured,
        ["dropped"] = live.Dropped,
        ["capture_age"] = Latency(live.CaptureAge),
        ["latency"] = Latency(live.Latency),
    };

    private static JsonObject Raw(RawComparison raw) => new()
    {
        ["ratio_of_medians"] = Rounded(raw.Ratio),
        ["lowest_ratio_of_five_parts"] = Rounded(raw.LowestRatio),
        ["highest_ratio_of_five_parts"] = Rounded(raw.HighestRatio),
        ["run"] = Latency(raw.Run),
        ["raw"] = Latency(raw.Raw),
        ["run_upload_ms"] = Rounded(raw.UploadMs),
        ["run_network_ms"] = Rounded(raw.NetworkMs),
        ["run_download_ms"] = Rounded(raw.DownloadMs),
        ["allocated_bytes_per_run"] = Rounded(raw.AllocatedBytesPerRun),
    };

    private static JsonObject? Latency(LatencySummary? latency) => latency is null ? null : new JsonObject
    {
        ["count"] = latency.Count,
        ["mean_ms"] = Rounded(latency.MeanMs),
        ["p50_ms"] = Rounded(latency.P50Ms),
        ["p90_ms"] = Rounded(latency.P90Ms),
        ["p99_ms"] = Rounded(latency.P99Ms),
        ["min_ms"] = Rounded(latency.MinMs),
        ["max_ms"] = Rounded(latency.MaxMs),
        ["jitter_ms"] = Rounded(latency.JitterMs),
    };

    private static JsonObject Board(BoardReading reading) => new()
    {
        ["hottest_celsius"] = reading.HottestCelsius,
        ["total_watts"] = reading.TotalWatts,
    };

    private static double Rounded(double value) => Math.Round(value, Decimals);
}
