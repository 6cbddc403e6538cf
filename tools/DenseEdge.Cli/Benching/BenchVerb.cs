using System.Diagnostics;
using System.Security.Cryptography;
using DenseEdge.Cameras;
using DenseEdge.Cli.Running;
using DenseEdge.Sdk;
using DenseEdge.Telemetry;

namespace DenseEdge.Cli.Benching;

/// <summary>denseedge bench.</summary>
internal static class BenchVerb
{
    private const int WarmUpFrames = 5;

    private static readonly TimeSpan PeakTrial = TimeSpan.FromSeconds(2);

    /// <summary>Measures, prints a table and writes the JSON.</summary>
    /// <param name="arguments">What to measure.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static int Run(BenchArguments arguments, CancellationToken cancellation)
    {
        string path = ModelArgument.Find(arguments.Model);
        long before = Stopwatch.GetTimestamp();
        using DensePredictor predictor = DensePredictor.Load(path, arguments.Options);
        double loadMs = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
        RequireCpu(arguments, predictor);
        using Camera? camera = arguments.Camera is null ? null : Camera.Open(arguments.Camera);
        BenchFrames frames = camera is null ? BenchFrames.Make() : BenchFrames.Take(camera);
        predictor.Run(frames[0]).Dispose();
        double firstResultMs = SinceProcessStart().TotalMilliseconds;
        BenchReport report;
        using (ProgressDisplay display = ProgressDisplay.OnStandardError())
        {
            display.Begin("measuring");
            report = Measure(arguments, path, predictor, camera, frames, display, cancellation)
                with
            { LoadMs = loadMs, FirstResultMs = firstResultMs };
        }

        Console.Write(BenchText.Of(report));
        RandomWeightsWarning.Write(Console.Out, predictor.Model);
        if (arguments.Json is { } json)
        {
            BenchJson.Write(json, report);
            Console.WriteLine($"Written to: {json}");
        }

        return 0;
    }

    private static BenchReport Measure(
        BenchArguments arguments, string path, DensePredictor predictor, Camera? camera, BenchFrames frames,
        ProgressDisplay display, CancellationToken cancellation)
    {
        using BoardSensors sensors = BoardSensors.Open();
        var before = BoardReading.Of(sensors);
        var duration = TimeSpan.FromSeconds(arguments.Seconds);
        double firstGuessHz = 1000 / WarmUp(predictor, frames);
        RawComparison? raw = null;
        if (arguments.CompareRaw)
        {
            display.Update(0, "against bare ONNX Runtime");
            raw = Compare(arguments, path, predictor, frames, duration, cancellation);
        }

        RatedRun run = new(predictor, frames);
        List<RateResult> rates = [];
        foreach (double rateHz in arguments.RatesHz)
        {
            display.Update(0.2 + (0.5 * rates.Count / arguments.RatesHz.Count), $"{rateHz} Hz");
            rates.Add(run.Run(rateHz, duration, cancellation));
        }

        LiveResult? live = null;
        if (camera is not null)
        {
            display.Update(0.7, camera.Name);
            live = LiveRun.Measure(predictor, camera, duration, cancellation);
        }

        display.Update(0.8, "peak rate");
        double peakHz = PeakSearch.Find(firstGuessHz, rateHz => run.Run(rateHz, PeakTrial, cancellation).LossShare);
        using FileStream file = File.OpenRead(path);
        return new BenchReport
        {
            MeasuredAt = TimeProvider.System.GetUtcNow(),
            Device = BoardIdentity.Read() with { SerialNumber = null },
            ModelPath = path,
            ModelDigest = Convert.ToHexStringLower(SHA256.HashData(file)),
            ModelBytes = file.Length,
            Model = predictor.Model,
            Engine = predictor.EngineName,
            Threads = arguments.Threads,
            Frames = frames,
            FirstResultMs = 0,
            LoadMs = 0,
            PeakHz = peakHz,
            Rates = rates,
            Live = live,
            Raw = raw,
            Before = before,
            After = BoardReading.Of(sensors),
        };
    }

    private static RawComparison Compare(
        BenchArguments arguments, string path, DensePredictor predictor, BenchFrames frames, TimeSpan duration,
        CancellationToken cancellation)
    {
        byte[] input;
        using (DensePrediction prediction = predictor.Run(frames[0]))
        {
            input = prediction.Frame.ToArray();
        }

        using RawSession raw = new(path, arguments.Options, ExecutionProvider.Cpu, predictor.Model, input);
        return RawComparison.Measure(predictor, raw, frames, duration, cancellation);
    }

    /// <returns>Median milliseconds of a frame.</returns>
    private static double WarmUp(DensePredictor predictor, BenchFrames frames)
    {
        double[] milliseconds = new double[WarmUpFrames];
        for (int i = 0; i < WarmUpFrames; i++)
        {
            using DensePrediction prediction = predictor.Run(frames[i]);
            milliseconds[i] = Math.Max(0.01, prediction.Timing.RunMs);
        }

        return LatencySummary.Of(milliseconds)!.P50Ms;
    }

    private static void RequireCpu(BenchArguments arguments, DensePredictor predictor)
    {
        if (arguments.CompareRaw && predictor.Provider != ExecutionProvider.Cpu)
        {
            throw new ArgumentException(
                $"Expected --engine cpu with --compare raw: bare calls are compared on the processor, not on {predictor.Provider}.");
        }
    }

    private static TimeSpan SinceProcessStart()
    {
        using var process = Process.GetCurrentProcess();
        return TimeProvider.System.GetUtcNow().UtcDateTime - process.StartTime.ToUniversalTime();
    }
}
