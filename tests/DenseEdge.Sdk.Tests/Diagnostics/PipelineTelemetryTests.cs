using System.Diagnostics;
using System.Diagnostics.Metrics;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Diagnostics;
using DenseEdge.Sdk.Pipeline;
using DenseEdge.Sdk.Pipeline.Degradation;
using DenseEdge.Sdk.Tests.Pipeline.Support;
using DenseEdge.Telemetry;
using Microsoft.Extensions.Logging;

namespace DenseEdge.Sdk.Tests.Diagnostics;

public sealed class PipelineTelemetryTests
{
    private const string Source = " denseedge.source=test://";

    [Fact]
    public void Metrics_OfAPipeline_AddUpToItsCounts()
    {
        using Recording recording = new();
        using PipelineRig rig = new(PipelineOptions.Live with { MaxAge = TimeSpan.FromMilliseconds(100) });
        rig.Start();
        rig.Source.Give(1, lostBefore: 4);
        Eventually.True(() => rig.Predictor.Started == 1);
        rig.Capture(6);
        rig.Time.AdvanceMs(40);
        rig.Predictor.Allow(2);
        rig.Read().Dispose();
        rig.Read().Dispose();
        rig.Capture(1);
        rig.Time.AdvanceMs(101);
        rig.Predictor.Allow();
        Eventually.True(() => rig.Counts.DroppedAsStale == 1);
        rig.Capture(1);
        rig.Predictor.Allow();
        rig.Pipeline.Dispose();

        // Numbers 0 to 3 lost, 4 delivered, 5 to 9 replaced, 10 delivered, 11 stale, 12 on its way.
        Assert.Equal(13, recording.Sum($"denseedge.frames.captured{Source}"));
        Assert.Equal(2, recording.Sum($"denseedge.frames.delivered{Source}"));
        Assert.Equal(4, recording.Sum($"denseedge.frames.dropped denseedge.drop.reason=source{Source}"));
        Assert.Equal(5, recording.Sum($"denseedge.frames.dropped denseedge.drop.reason=policy{Source}"));
        Assert.Equal(1, recording.Sum($"denseedge.frames.dropped denseedge.drop.reason=stale{Source}"));
        Assert.Equal(1, recording.Sum($"denseedge.frames.dropped denseedge.drop.reason=end{Source}"));
        Assert.Equal(0.08, recording.Sum($"denseedge.frame.age{Source}"), 1e-12);
        Assert.Equal(2, recording.Counts[$"denseedge.frame.age{Source}"]);
        Assert.Equal(("{frame}", "s"), (recording.Units["denseedge.frames.dropped"], recording.Units["denseedge.frame.age"]));
    }

    [Fact]
    public void Metrics_WithAListener_AllocateNothingPerFrame()
    {
        using MeterListener listener = new();
        long measured = 0;
        listener.InstrumentPublished = (instrument, l) => l.EnableMeasurementEvents(instrument);
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => measured++);
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => measured++);
        listener.Start();
        StageMetrics stages = new("test engine");
        using PipelineRig rig = new(PipelineOptions.Video, engineIsOpen: true);
        long[] inference = new long[200];
        int computed = 0;
        rig.Predictor.OnRun = (_, _) =>
        {
            stages.Record(new PredictionTiming(1, 2, 3, 4, 5));
            inference[computed++] = GC.GetAllocatedBytesForCurrentThread();
        };
        rig.Source.Give(200);
        rig.Source.End();
        long[] consumer = new long[200];
        int read = 0;
        foreach (PipelineResult result in rig.Pipeline)
        {
            consumer[read++] = GC.GetAllocatedBytesForCurrentThread();
        }

        Assert.Equal((0, 0), (inference[199] - inference[50], consumer[199] - consumer[50]));
        Assert.InRange(measured, 200 * 7, long.MaxValue);
    }

    [Fact]
    public void Stages_OfOneFrame_AreSecondsByStageAndEngine()
    {
        using Recording recording = new();

        new StageMetrics("test engine").Record(new PredictionTiming(10, 20, 30, 40, 50));
        new StageMetrics("other").Record(new PredictionTiming(0, 0, 1, 2, 3));

        foreach ((string stage, double seconds) in
            new[] { ("capture", 0.01), ("queue", 0.02), ("upload", 0.03), ("network", 0.04), ("download", 0.05) })
        {
            Assert.Equal(
                seconds,
                recording.Sum($"denseedge.stage.duration denseedge.stage={stage} denseedge.engine=test engine"), 1e-12);
        }

        Assert.Equal(
            3, recording.Counts.Keys.Count(key => key.EndsWith("denseedge.engine=other", StringComparison.Ordinal)));
    }

    [Fact]
    public void Spans_OfAFrame_LastFromItsCaptureToItsResult()
    {
        using Recording recording = new(spans: true);
        using PipelineRig rig = new(PipelineOptions.Live, engineIsOpen: true);
        rig.Source.AgeMs = 25;
        rig.Source.Give();
        rig.Read().Dispose();

        Activity span = Assert.Single(recording.Spans, span => span.OperationName == "denseedge.frame");
        Assert.Equal(rig.Time.GetUtcNow().AddMilliseconds(-25).UtcDateTime, span.StartTimeUtc);
        Assert.Equal(
            ("test://", 0L, "test engine", "semseg,depth,edge", 0),
            (span.GetTagItem("denseedge.source"), span.GetTagItem("denseedge.frame.number"), span.GetTagItem("denseedge.engine"),
                span.GetTagItem("denseedge.tasks"), span.GetTagItem("denseedge.degradation_level")));
        Assert.Equal("inference started", Assert.Single(span.Events).Name);
    }

    [Fact]
    public void Log_OfAPipeline_TellsOfItsLife()
    {
        LogRecord log = new();
        using PipelineRig rig = new(PipelineOptions.Live with { Logger = log }, engineIsOpen: true);
        rig.Source.Give(1, lostBefore: 2);
        rig.Read().Dispose();
        rig.Source.Fail("the cable was pulled");
        Assert.Throws<Cameras.CameraException>(() => rig.Read());
        rig.Pipeline.Dispose();

        Assert.Equal(
            [
                (LogEvents.PipelineStarted, LogLevel.Information, "test:// -> test engine: Latest, ring of 1"),
                (LogEvents.SourceStatusChanged, LogLevel.Information, "test://: Starting -> Running: a frame came"),
                (LogEvents.FramesDropped, LogLevel.Warning, "test://: 2 of 3 frames dropped (source 2, policy 0, stale 0)"),
                (LogEvents.SourceStatusChanged, LogLevel.Error, "test://: Running -> Failed: the cable was pulled"),
                (LogEvents.PipelineStopped, LogLevel.Information,
                    "test://: 3 frames captured = 1 delivered + 2 dropped + 0 in flight"),
            ],
            log.Entries.OrderBy(Place));
    }

    [Fact]
    public void Log_OfDrops_ComesAtMostOnceInTenSeconds()
    {
        LogRecord log = new();
        using PipelineRig rig = new(PipelineOptions.Live with { Logger = log }, engineIsOpen: true);
        for (int i = 0; i < 25; i++)
        {
            rig.Source.Give(1, lostBefore: 1);
            rig.Read().Dispose();
            int frame = i + 1;
            Eventually.True(() => rig.Predictor.Started == frame);
            rig.Time.AdvanceMs(1000);
        }

        rig.Pipeline.Dispose();
        string[] drops = [.. log.Entries.Where(entry => entry.Id == LogEvents.FramesDropped).Select(entry => entry.Text)];
        Assert.InRange(drops.Length, 3, 4);
        Assert.Contains("test://: 1 of 2 frames dropped (source 1", drops[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Degradation_IsLoggedAndMeasured()
    {
        LogRecord log = new();
        using Recording recording = new();
        PipelineOptions options = PipelineOptions.Live with
        {
            Logger = log,
            Degradation = new DegradationOptions
            {
                Steps = [DegradationStep.DropHeads(TaskKind.Depth)],
                AgeLimit = TimeSpan.FromMilliseconds(100),
                OverloadTime = TimeSpan.FromMilliseconds(300),
            },
        };
        using PipelineRig rig = new(options, engineIsOpen: true);
        rig.Predictor.OnRun = (_, _) => rig.Time.AdvanceMs(400);
        for (int i = 0; i < 2; i++)
        {
            rig.Source.Give();
            rig.Read().Dispose();
        }

        Eventually.True(() => log.Entries.Any(entry => entry.Id == LogEvents.DegradationStepTaken));
        Assert.Equal(
            "test://: level 1, drop depth: results above 100 ms for 0.3 s (the last 400 ms old)",
            log.Entries.Single(entry => entry.Id == LogEvents.DegradationStepTaken).Text);
        Assert.Equal(1, recording.Sum($"denseedge.pipeline.degradation_level{Source}"));
        rig.Pipeline.Dispose();
        Assert.Equal(0, recording.Sum($"denseedge.pipeline.degradation_level{Source}"));
    }

    [Fact]
    public void BoardMetrics_AreThereWhileAPipelineRuns()
    {
        List<string> published = [];
        int gone = 0;
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == BoardMeter.Name)
            {
                published.Add(instrument.Name);
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.MeasurementsCompleted = (_, _) => gone++;
        listener.Start();

        BoardMetrics.Acquire();
        BoardMetrics.Acquire();
        BoardMetrics.Release();
        Assert.Equal((3, 0), (published.Count, gone));
        BoardMetrics.Release();

        Assert.Equal(3, gone);
    }

    [Fact]
    public void EventIds_AreWhatTheDocumentSays()
        => Assert.Equal(
            [1001, 1002, 1003, 1004, 1005, 1006, 1007, 2001, 3001, 3002, 3003, 3004, 3005, 3006],
            typeof(LogEvents).GetFields().Select(field => (int)field.GetRawConstantValue()!).Order());

    // The drops are told by the inference thread while the camera fails on another.
    private static int Place((int Id, LogLevel Level, string Text) entry) => entry.Id switch
    {
        LogEvents.PipelineStarted => 0,
        LogEvents.SourceStatusChanged => entry.Level == LogLevel.Information ? 1 : 3,
        LogEvents.FramesDropped => 2,
        _ => 4,
    };
}
