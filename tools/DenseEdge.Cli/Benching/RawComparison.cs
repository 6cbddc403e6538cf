using System.Diagnostics;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Benching;

/// <summary>Run of the SDK, from the camera's frame to typed results, against bare calls of ONNX Runtime on an input that is
/// there already: what all of the SDK costs.</summary>
internal sealed record RawComparison
{
    private const int Blocks = 5;
    private const int SmallestRounds = 4 * Blocks;
    private const int WarmUpRounds = 5;

    /// <summary>Run of the SDK, resize included.</summary>
    public required LatencySummary Run { get; init; }

    /// <summary>The bare call.</summary>
    public required LatencySummary Raw { get; init; }

    /// <summary>Median of Run over median of the bare call.</summary>
    public required double Ratio { get; init; }

    /// <summary>The same for the best of five equal parts of the measurement.</summary>
    public required double LowestRatio { get; init; }

    /// <summary>The same for the worst part.</summary>
    public required double HighestRatio { get; init; }

    /// <summary>Median of the engine's part of Run, in milliseconds.</summary>
    public required double NetworkMs { get; init; }

    /// <summary>Median of the resize into the input, in milliseconds.</summary>
    public required double UploadMs { get; init; }

    /// <summary>Median of the conversion into results, in milliseconds.</summary>
    public required double DownloadMs { get; init; }

    /// <summary>Managed bytes that the calling thread allocated for each Run.</summary>
    public required double AllocatedBytesPerRun { get; init; }

    /// <summary>Measures in turns, each round in the other order, so that neither gets the better moments.</summary>
    /// <param name="predictor">The SDK's side.</param>
    /// <param name="raw">The bare side.</param>
    /// <param name="frames">Frames of a camera.</param>
    /// <param name="duration">How long to measure; at least 20 rounds are.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static RawComparison Measure(
        DensePredictor predictor, RawSession raw, BenchFrames frames, TimeSpan duration, CancellationToken cancellation)
    {
        List<double> runs = [], raws = [], networks = [], uploads = [], downloads = [];
        long allocated = 0, start = Stopwatch.GetTimestamp();
        for (int round = -WarmUpRounds; round < SmallestRounds || Stopwatch.GetElapsedTime(start) < duration; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            double rawMs = round % 2 == 0 ? Time(raw) : 0;
            long bytes = GC.GetAllocatedBytesForCurrentThread();
            long before = Stopwatch.GetTimestamp();
            DensePrediction prediction = predictor.Run(frames[round + WarmUpRounds]);
            double runMs = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
            PredictionTiming timing = prediction.Timing;
            prediction.Dispose();
            bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
            rawMs = round % 2 == 0 ? rawMs : Time(raw);
            if (round >= 0)
            {
                runs.Add(runMs);
                raws.Add(rawMs);
                networks.Add(timing.NetworkMs);
                uploads.Add(timing.UploadMs);
                downloads.Add(timing.DownloadMs);
                allocated += bytes;
            }
        }

        double[] ratios = [.. Enumerable.Range(0, Blocks).Select(block => Median(Block(runs, block)) / Median(Block(raws, block)))];
        return new RawComparison
        {
            Run = LatencySummary.Of([.. runs])!,
            Raw = LatencySummary.Of([.. raws])!,
            Ratio = Median(runs) / Median(raws),
            LowestRatio = ratios.Min(),
            HighestRatio = ratios.Max(),
            NetworkMs = Median(networks),
            UploadMs = Median(uploads),
            DownloadMs = Median(downloads),
            AllocatedBytesPerRun = (double)allocated / runs.Count,
        };
    }

    private static double Time(RawSession raw)
    {
        long before = Stopwatch.GetTimestamp();
        raw.Run();
        return Stopwatch.GetElapsedTime(before).TotalMilliseconds;
    }

    private static IEnumerable<double> Block(List<double> values, int block)
        => values.Skip(values.Count * block / Blocks).Take((values.Count * (block + 1) / Blocks) - (values.Count * block / Blocks));

    private static double Median(IEnumerable<double> values) => LatencySummary.Percentile([.. values.Order()], 50);
}
