namespace DenseEdge.Cli.Benching;

/// <summary>What happened to the frames of a real camera at its own pace.</summary>
/// <param name="Camera">The camera's URI without passwords.</param>
/// <param name="Granted">What the camera really delivers.</param>
/// <param name="Captured">Frames that the camera delivered.</param>
/// <param name="Dropped">Those of them that a newer one replaced.</param>
/// <param name="CaptureAge">From the capture to the call of Run; null if no frame came.</param>
/// <param name="Latency">From the capture to the results; null if no frame came.</param>
internal sealed record LiveResult(
    string Camera, string Granted, long Captured, long Dropped, LatencySummary? CaptureAge, LatencySummary? Latency);
