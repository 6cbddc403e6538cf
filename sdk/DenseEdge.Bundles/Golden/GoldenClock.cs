using DenseEdge.Contracts;
using DenseEdge.Sdk;

namespace DenseEdge.Bundles.Golden;

/// <summary>Measures how long golden frames take.</summary>
internal static class GoldenClock
{
    private const double Half = 0.5;
    private const double NineteenOfTwenty = 0.95;

    /// <summary>Computes frames in turn and keeps what the predictor says of each.</summary>
    public static GoldenLatency Measure(DensePredictor predictor, GoldenSet golden, GoldenCheckOptions options)
    {
        // Decoding a frame is not the model's time, and twenty frames in memory are enough variety.
        const int MostKept = 20;
        Rgb24Image[] frames = [.. Enumerable.Range(0, Math.Min(golden.FrameCount, MostKept)).Select(golden.Frame)];
        double[] times = new double[options.TimedFrames];
        for (int i = -options.WarmUpFrames; i < times.Length; i++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            using DensePrediction prediction = predictor.Run(frames[(i + options.WarmUpFrames) % frames.Length]);
            if (i >= 0)
            {
                times[i] = prediction.Timing.RunMs;
            }
        }

        Array.Sort(times);
        return new GoldenLatency(Percentile(times, Half), Percentile(times, NineteenOfTwenty), times.Length);
    }

    // The nearest rank: the smallest time that so large a share doesn't exceed. 0 if nothing was measured.
    private static double Percentile(double[] sorted, double share)
        => sorted.Length == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
