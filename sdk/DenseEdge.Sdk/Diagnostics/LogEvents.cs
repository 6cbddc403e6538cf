namespace DenseEdge.Sdk.Diagnostics;

/// <summary>The event ids of what the SDK logs. They are stable: a number never gets another meaning.</summary>
public static class LogEvents
{
    /// <summary>A model was loaded, and what runs it.</summary>
    public const int EngineChosen = 1001;

    /// <summary>An execution provider that was wanted is not usable, and why.</summary>
    public const int EngineRefused = 1002;

    /// <summary>TensorRT builds an engine for its cache, which takes minutes; <see cref="EngineChosen"/> follows when it is
    /// done.</summary>
    public const int EngineBuildStarted = 1003;

    /// <summary>TensorRT has an engine in its cache.</summary>
    public const int EngineCacheUsed = 1004;

    /// <summary>Another model took over between two frames.</summary>
    public const int ModelSwapped = 1005;

    /// <summary>The new active model can't take over, and why; the old one goes on.</summary>
    public const int ModelSwapRefused = 1006;

    /// <summary>The agent can't be told how a model does, and why.</summary>
    public const int HealthNotTold = 1007;

    /// <summary>A source changed its status.</summary>
    public const int SourceStatusChanged = 2001;

    /// <summary>A pipeline began to read.</summary>
    public const int PipelineStarted = 3001;

    /// <summary>A pipeline stopped, and its counts.</summary>
    public const int PipelineStopped = 3002;

    /// <summary>Frames were dropped; at most once in 10 s, with the counts since the last time.</summary>
    public const int FramesDropped = 3003;

    /// <summary>A degradation step was taken.</summary>
    public const int DegradationStepTaken = 3004;

    /// <summary>A degradation step was taken back.</summary>
    public const int DegradationStepTakenBack = 3005;

    /// <summary>Stopping a pipeline didn't wait for a device or an engine that hangs.</summary>
    public const int StopTimedOut = 3006;
}
