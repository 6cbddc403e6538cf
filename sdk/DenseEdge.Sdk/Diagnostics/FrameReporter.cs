using DenseEdge.Sdk.Pipeline;
using DenseEdge.Sdk.Pipeline.Running;
using Microsoft.Extensions.Logging;

namespace DenseEdge.Sdk.Diagnostics;

/// <summary>Passes the counts of a pipeline on, as metrics and, at most once in 10 s, as a line in the log. What it reports is the
/// difference to the report before, so the sums are exact, however often it is asked.</summary>
internal sealed class FrameReporter(FrameExchange exchange, string source, ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan LogPeriod = TimeSpan.FromSeconds(10);
    private static readonly KeyValuePair<string, object?> BySource = Reason("source");
    private static readonly KeyValuePair<string, object?> ByPolicy = Reason("policy");
    private static readonly KeyValuePair<string, object?> AsStale = Reason("stale");
    private static readonly KeyValuePair<string, object?> AtEnd = Reason("end");

    // Not a Lock: that allocates what it waits with when it is first contended, which may be at any frame.
    private readonly object _turn = new();
    private readonly KeyValuePair<string, object?> _source = new(TelemetryNames.SourceTag, source);
    private PipelineCounts _reported;
    private PipelineCounts _logged;
    private long? _lastLog;
    private int _level;

    /// <summary>Reports what happened since the last time.</summary>
    internal void Report()
    {
        lock (_turn)
        {
            PipelineCounts now = exchange.Counts;
            Add(now);
            Log(now);
        }
    }

    /// <summary>Records the age of a result that was handed over.</summary>
    internal void Delivered(TimeSpan age) => SdkInstruments.Age.Record(age.TotalSeconds, _source);

    /// <summary>Records how many degradation steps are in force.</summary>
    internal void SetLevel(int level)
    {
        lock (_turn)
        {
            SdkInstruments.DegradationLevel.Add(level - _level, _source);
            _level = level;
        }
    }

    private void Add(PipelineCounts now)
    {
        Add(now.LostBySource - _reported.LostBySource, BySource);
        Add(now.DroppedByPolicy - _reported.DroppedByPolicy, ByPolicy);
        Add(now.DroppedAsStale - _reported.DroppedAsStale, AsStale);
        Add(now.DroppedAtEnd - _reported.DroppedAtEnd, AtEnd);
        if (now.Captured > _reported.Captured)
        {
            SdkInstruments.Captured.Add(now.Captured - _reported.Captured, _source);
        }

        if (now.Delivered > _reported.Delivered)
        {
            SdkInstruments.Delivered.Add(now.Delivered - _reported.Delivered, _source);
        }

        _reported = now;
    }

    private void Add(long dropped, KeyValuePair<string, object?> reason)
    {
        if (dropped > 0)
        {
            SdkInstruments.Dropped.Add(dropped, reason, _source);
        }
    }

    private void Log(PipelineCounts now)
    {
        // What is dropped at the end is no loss that anybody can do something about.
        long dropped = now.Dropped - now.DroppedAtEnd - (_logged.Dropped - _logged.DroppedAtEnd);
        if (dropped == 0 || (_lastLog is { } last && time.GetElapsedTime(last) < LogPeriod))
        {
            return;
        }

        SdkLog.FramesDropped(
            logger, source, dropped, now.Captured - _logged.Captured, now.LostBySource - _logged.LostBySource,
            now.DroppedByPolicy - _logged.DroppedByPolicy, now.DroppedAsStale - _logged.DroppedAsStale);
        _logged = now;
        _lastLog = time.GetTimestamp();
    }

    private static KeyValuePair<string, object?> Reason(string reason) => new(TelemetryNames.ReasonTag, reason);
}
