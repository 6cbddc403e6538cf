using DenseEdge.Cameras;
using DenseEdge.Contracts;
using Microsoft.Extensions.Logging;

namespace DenseEdge.Sdk.Diagnostics;

/// <summary>Every message that the SDK logs. Nothing is formatted while the level is off.</summary>
internal static partial class SdkLog
{
    [LoggerMessage(LogEvents.EngineChosen, LogLevel.Information, "{Model} runs on {Engine}, tasks {Tasks}")]
    internal static partial void EngineChosen(ILogger logger, string model, string engine, TaskSet tasks);

    [LoggerMessage(LogEvents.EngineRefused, LogLevel.Warning, "{Model}: {Provider} is not usable here: {Reason}")]
    internal static partial void EngineRefused(ILogger logger, string model, ExecutionProvider provider, string reason);

    [LoggerMessage(LogEvents.EngineBuildStarted, LogLevel.Information, "{Model}: TensorRT builds an engine into {Folder}")]
    internal static partial void EngineBuildStarted(ILogger logger, string model, string folder);

    [LoggerMessage(LogEvents.EngineCacheUsed, LogLevel.Information, "{Model}: TensorRT takes its engine from {Folder}")]
    internal static partial void EngineCacheUsed(ILogger logger, string model, string folder);

    [LoggerMessage(LogEvents.ModelSwapped, LogLevel.Information, "{Digest} computes from now on, after {Seconds:F1} s beside the old model")]
    internal static partial void ModelSwapped(ILogger logger, string digest, double seconds);

    [LoggerMessage(LogEvents.ModelSwapRefused, LogLevel.Error, "{Digest} can't take over, the old model goes on: {Reason}")]
    internal static partial void ModelSwapRefused(ILogger logger, string digest, string reason);

    [LoggerMessage(LogEvents.HealthNotTold, LogLevel.Warning, "{Store}: the agent can't be told how the model does: {Reason}")]
    internal static partial void HealthNotTold(ILogger logger, string store, string reason);

    [LoggerMessage(EventId = LogEvents.SourceStatusChanged, Message = "{Source}: {Previous} -> {Current}: {Reason}")]
    internal static partial void SourceStatusChanged(
        ILogger logger, LogLevel level, string source, CameraStatus previous, CameraStatus current, string reason);

    [LoggerMessage(LogEvents.PipelineStarted, LogLevel.Information, "{Source} -> {Engine}: {Policy}, ring of {Capacity}")]
    internal static partial void PipelineStarted(
        ILogger logger, string source, string engine, Pipeline.FramePolicy policy, int capacity);

    [LoggerMessage(
        LogEvents.PipelineStopped, LogLevel.Information,
        "{Source}: {Captured} frames captured = {Delivered} delivered + {Dropped} dropped + {InFlight} in flight")]
    internal static partial void PipelineStopped(
        ILogger logger, string source, long captured, long delivered, long dropped, int inFlight);

    [LoggerMessage(
        LogEvents.FramesDropped, LogLevel.Warning,
        "{Source}: {Dropped} of {Captured} frames dropped (source {BySource}, policy {ByPolicy}, stale {AsStale})")]
    internal static partial void FramesDropped(
        ILogger logger, string source, long dropped, long captured, long bySource, long byPolicy, long asStale);

    [LoggerMessage(LogEvents.DegradationStepTaken, LogLevel.Warning, "{Source}: level {Level}, {Step}: {Reason}")]
    internal static partial void DegradationStepTaken(ILogger logger, string source, int level, string step, string reason);

    [LoggerMessage(LogEvents.DegradationStepTakenBack, LogLevel.Information, "{Source}: back to level {Level}, undone {Step}: {Reason}")]
    internal static partial void DegradationStepTakenBack(ILogger logger, string source, int level, string step, string reason);

    [LoggerMessage(LogEvents.StopTimedOut, LogLevel.Error, "{Source}: stopped without waiting for {What}, which has not come back for {Seconds:F1} s")]
    internal static partial void StopTimedOut(ILogger logger, string source, string what, double seconds);
}
