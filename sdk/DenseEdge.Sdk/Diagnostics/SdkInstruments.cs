using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DenseEdge.Sdk.Diagnostics;

/// <summary>The meter and the source of spans of this process. Without a listener, nothing is measured and nothing
/// allocated.</summary>
internal static class SdkInstruments
{
    // 1 ms to 5 s, about three to a decade, and the period of 30 frames a second.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.033, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    };

    private static readonly string Version = typeof(SdkInstruments).Assembly.GetName().Version!.ToString(3);
    private static readonly Meter Meter = new(TelemetryNames.Meter, Version);

    internal static ActivitySource Activities { get; } = new(TelemetryNames.ActivitySource, Version);

    internal static Counter<long> Captured { get; } = Meter.CreateCounter<long>(
        TelemetryNames.FramesCaptured, "{frame}", "Frames that the source captured.");

    internal static Counter<long> Delivered { get; } = Meter.CreateCounter<long>(
        TelemetryNames.FramesDelivered, "{frame}", "Results that were handed over.");

    internal static Counter<long> Dropped { get; } = Meter.CreateCounter<long>(
        TelemetryNames.FramesDropped, "{frame}", "Frames that nobody got to see.");

    internal static Histogram<double> Age { get; } = Meter.CreateHistogram(
        TelemetryNames.FrameAge, "s", "Time from the capture to the hand-over of the result.", tags: null, Seconds);

    internal static Histogram<double> Stage { get; } = Meter.CreateHistogram(
        TelemetryNames.StageDuration, "s", "Time that a stage took for one frame.", tags: null, Seconds);

    internal static UpDownCounter<long> DegradationLevel { get; } = Meter.CreateUpDownCounter<long>(
        TelemetryNames.DegradationLevel, "{step}", "Degradation steps in force.");
}
