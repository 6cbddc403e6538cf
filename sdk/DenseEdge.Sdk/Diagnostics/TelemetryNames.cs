namespace DenseEdge.Sdk.Diagnostics;

/// <summary>The names under which the SDK is seen by OpenTelemetry, dotnet-counters and dotnet-trace. They are stable: see
/// docs/telemetry.md.</summary>
public static class TelemetryNames
{
    /// <summary>The meter's name, to be enabled in the collector. The board's sensors have one of their own:
    /// <see cref="Telemetry.BoardMeter.Name"/>.</summary>
    public const string Meter = "DenseEdge";

    /// <summary>The name of the source of spans, to be enabled in the collector.</summary>
    public const string ActivitySource = "DenseEdge";

    /// <summary>Counter of frames that the source captured, by <see cref="SourceTag"/>.</summary>
    public const string FramesCaptured = "denseedge.frames.captured";

    /// <summary>Counter of results that were handed over, by <see cref="SourceTag"/>.</summary>
    public const string FramesDelivered = "denseedge.frames.delivered";

    /// <summary>Counter of frames that nobody got to see, by <see cref="SourceTag"/> and <see cref="ReasonTag"/>.</summary>
    public const string FramesDropped = "denseedge.frames.dropped";

    /// <summary>Histogram of the time from capture to hand-over in seconds, by <see cref="SourceTag"/>.</summary>
    public const string FrameAge = "denseedge.frame.age";

    /// <summary>Histogram of the time that a stage took in seconds, by <see cref="StageTag"/> and
    /// <see cref="EngineTag"/>.</summary>
    public const string StageDuration = "denseedge.stage.duration";

    /// <summary>Number of degradation steps in force, by <see cref="SourceTag"/>.</summary>
    public const string DegradationLevel = "denseedge.pipeline.degradation_level";

    /// <summary>Span of loading a model.</summary>
    public const string LoadSpan = "denseedge.load";

    /// <summary>Span of a frame from its capture to its result.</summary>
    public const string FrameSpan = "denseedge.frame";

    /// <summary>Tag: the camera's URI without passwords.</summary>
    public const string SourceTag = "denseedge.source";

    /// <summary>Tag: <c>capture</c>, <c>queue</c>, <c>upload</c>, <c>network</c> or <c>download</c>, the stages of
    /// <see cref="PredictionTiming"/>.</summary>
    public const string StageTag = "denseedge.stage";

    /// <summary>Tag: the engine, its version and what it computes on.</summary>
    public const string EngineTag = "denseedge.engine";

    /// <summary>Tag: <c>source</c>, <c>policy</c>, <c>stale</c> or <c>end</c>, the parts of
    /// <see cref="Pipeline.PipelineCounts.Dropped"/>.</summary>
    public const string ReasonTag = "denseedge.drop.reason";
}
