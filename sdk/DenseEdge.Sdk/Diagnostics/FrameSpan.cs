using System.Diagnostics;
using DenseEdge.Sdk.Pipeline.Running;

namespace DenseEdge.Sdk.Diagnostics;

/// <summary>The span of one frame, from its capture to its result, for those who trace.</summary>
internal static class FrameSpan
{
    /// <summary>Starts the span of a frame that is about to be computed.</summary>
    /// <returns>Null if nobody traces this frame.</returns>
    internal static Activity? Start(string source, ResultSlot slot, TimeProvider time)
    {
        // Asked first, so that a frame that nobody traces costs no look at the clock.
        if (!SdkInstruments.Activities.HasListeners())
        {
            return null;
        }

        DateTimeOffset now = time.GetUtcNow();
        Activity? span = SdkInstruments.Activities.StartActivity(
            TelemetryNames.FrameSpan, ActivityKind.Internal, parentContext: default, tags: null, links: null,
            startTime: now - slot.Age);
        span?.SetTag(TelemetryNames.SourceTag, source)
            .SetTag("denseedge.frame.number", slot.SequenceNumber)
            .AddEvent(new ActivityEvent("inference started", now));
        return span;
    }

    /// <summary>Says what was computed.</summary>
    internal static void Complete(Activity? span, ResultSlot slot, string engineName)
        => span?.SetTag(TelemetryNames.EngineTag, engineName)
            .SetTag("denseedge.tasks", slot.Tasks.ToString())
            .SetTag("denseedge.degradation_level", slot.DegradationLevel);
}
