using System.Diagnostics;
using DenseEdge.Cameras;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Benching;

/// <summary>Runs a model on a camera at the camera's own pace.</summary>
internal static class LiveRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Runs for a time, or until the camera ends.</summary>
    /// <param name="predictor">The model.</param>
    /// <param name="camera">An open camera.</param>
    /// <param name="duration">How long.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static LiveResult Measure(
        DensePredictor predictor, Camera camera, TimeSpan duration, CancellationToken cancellation)
    {
        List<double> agesMs = [], latenciesMs = [];
        long capturedBefore = camera.CapturedCount, droppedBefore = camera.DroppedCount;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration
            && camera.Status is not (CameraStatus.Ended or CameraStatus.Failed))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!camera.TryRead(Patience, out Frame frame))
            {
                continue;
            }

            using (frame)
            using (DensePrediction prediction = predictor.Run(frame))
            {
                agesMs.Add(prediction.Timing.CaptureAgeMs);
                latenciesMs.Add(frame.Age.TotalMilliseconds);
            }
        }

        return new LiveResult(
            camera.Name, camera.Granted?.ToString() ?? "no frame", camera.CapturedCount - capturedBefore,
            camera.DroppedCount - droppedBefore, LatencySummary.Of([.. agesMs]), LatencySummary.Of([.. latenciesMs]));
    }
}
