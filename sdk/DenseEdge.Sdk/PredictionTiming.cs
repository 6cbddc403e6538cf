using System.Globalization;

namespace DenseEdge.Sdk;

/// <summary>Where the time of one frame went, in the order of the stages; they don't overlap, so they add up to
/// <see cref="TotalMs"/>.</summary>
/// <param name="CaptureAgeMs">Milliseconds from the capture until the frame was at hand: taken into a pipeline's ring, or else
/// handed to <see cref="DensePredictor"/>. 0 for pixels without a capture time.</param>
/// <param name="QueueMs">Milliseconds that the frame waited in a pipeline's ring; 0 without a pipeline.</param>
/// <param name="UploadMs">Milliseconds to resize the frame and to write it into the network's bound input.</param>
/// <param name="NetworkMs">Milliseconds that the engine took, with its own transfers to and from a GPU.</param>
/// <param name="DownloadMs">Milliseconds to turn the engine's outputs into results; next to nothing where the model answers in
/// the results' own types.</param>
public readonly record struct PredictionTiming(
    double CaptureAgeMs, double QueueMs, double UploadMs, double NetworkMs, double DownloadMs)
{
    /// <summary>Milliseconds that one call of <see cref="DensePredictor"/> computed: upload, network and download.</summary>
    public double RunMs => UploadMs + NetworkMs + DownloadMs;

    /// <summary>Milliseconds from the capture to the results.</summary>
    public double TotalMs => CaptureAgeMs + QueueMs + RunMs;

    /// <summary>Writes all stages on one line, such as
    /// <c>age 12.3 + queue 0.4 + upload 0.3 + network 41.0 + download 0.1 = 54.1 ms</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"age {CaptureAgeMs:F1} + queue {QueueMs:F1} + upload {UploadMs:F1} + network {NetworkMs:F1} + "
        + $"download {DownloadMs:F1} = {TotalMs:F1} ms");
}
