namespace DenseEdge.Sdk.Inference;

/// <summary>What a frame went through before it was handed to the predictor.</summary>
/// <param name="Age">Time from its capture to now.</param>
/// <param name="Queued">How much of that it waited in a pipeline.</param>
internal readonly record struct FrameHistory(TimeSpan Age, TimeSpan Queued)
{
    /// <summary>Milliseconds from the capture until the frame was queued.</summary>
    public double CaptureAgeMs => Math.Max(0, (Age - Queued).TotalMilliseconds);

    /// <summary>Milliseconds in the queue.</summary>
    public double QueueMs => Queued.TotalMilliseconds;
}
