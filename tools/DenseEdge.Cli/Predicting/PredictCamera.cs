using System.Globalization;
using DenseEdge.Cameras;
using DenseEdge.Cli.Running;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Predicting;

/// <summary>denseedge predict with a camera's URI.</summary>
internal static class PredictCamera
{
    private const double UsualFramesPerSecond = 25;

    /// <summary>Tells a camera's URI or device from a path.</summary>
    internal static bool IsCamera(string input)
        => input.Contains("://", StringComparison.Ordinal) || input.StartsWith("/dev/video", StringComparison.Ordinal);

    /// <summary>Runs a model on a camera until it ends, a number of frames is reached, or Ctrl-C.</summary>
    /// <param name="predictor">The model.</param>
    /// <param name="uri">The camera.</param>
    /// <param name="frames">Number of frames; null for no bound.</param>
    /// <param name="writer">Gets every prediction.</param>
    /// <param name="display">Shows what the camera is doing.</param>
    /// <param name="latency">Gets the time of every frame.</param>
    /// <param name="cancellation">Ctrl-C, which is how a camera without an end is left.</param>
    /// <returns>What the camera granted, and its counts.</returns>
    internal static string Run(
        DensePredictor predictor, string uri, int? frames, PredictionWriter writer, ProgressDisplay display,
        LatencyRecord latency, CancellationToken cancellation)
    {
        using Camera camera = Camera.Open(uri);
        using CancellationTokenRegistration leave = cancellation.Register(camera.Dispose);
        int done = 0;
        camera.StatusChanged += (_, step) => display.Update(Share(done, frames), $"{step.Current}: {step.Reason}");
        foreach (Frame frame in camera)
        {
            using DensePrediction prediction = predictor.Run(frame);
            latency.Add(prediction.Timing.RunMs);
            writer.Write(prediction, "camera", done, camera.Granted?.FramesPerSecond ?? UsualFramesPerSecond);
            done++;
            display.Update(Share(done, frames), string.Create(
                CultureInfo.InvariantCulture,
                $"frame {done}, {frame.Age.TotalMilliseconds:F0} ms old, {camera.DroppedCount} dropped"));
            if (done == frames)
            {
                break;
            }
        }

        return $"{camera.Name}: {camera.Granted?.ToString() ?? "no frame"}; {camera.CapturedCount} captured, "
            + $"{camera.DroppedCount} dropped, {camera.ReconnectCount} reconnects.";
    }

    private static double Share(int done, int? frames) => frames is { } all ? (double)done / all : 0;
}
