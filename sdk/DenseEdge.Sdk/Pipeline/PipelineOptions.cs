using DenseEdge.Contracts;
using DenseEdge.Sdk.Pipeline.Degradation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DenseEdge.Sdk.Pipeline;

/// <summary>How a <see cref="DensePipeline"/> passes frames on. Start from <see cref="Live"/> or <see cref="Video"/>.</summary>
public sealed record PipelineOptions
{
    /// <summary>Live mode: the newest frame, the others dropped.</summary>
    public static PipelineOptions Live { get; } = new() { Policy = FramePolicy.Latest };

    /// <summary>Video mode: every frame, in order.</summary>
    public static PipelineOptions Video { get; } = new() { Policy = FramePolicy.Block };

    /// <summary>Which frames are kept when they come faster than they are computed.</summary>
    /// <value><see cref="FramePolicy.Latest"/> by default.</value>
    public FramePolicy Policy { get; init; } = FramePolicy.Latest;

    /// <summary>How many frames may wait in the ring.</summary>
    /// <value>0, the default: 1 for <see cref="FramePolicy.Latest"/>, else what the camera's buffers allow, at most 4. From 1 to
    /// 60; <see cref="FramePolicy.Latest"/> takes no other than 1. The camera needs this many buffers
    /// (<see cref="Cameras.CameraOptions.FrameBuffers"/>) beside one that is read into and one for each of the predictor's
    /// <see cref="PredictorOptions.ResultBuffers"/>.</value>
    public int Capacity { get; init; }

    /// <summary>How old a result may be, from the capture, when it is handed over. An older one is dropped instead, and so is a
    /// frame that is older before it is computed.</summary>
    /// <value>Null, the default, for any age; else above 0. Demanded by <see cref="FramePolicy.Adaptive"/>, refused by
    /// <see cref="FramePolicy.Block"/>, which drops nothing. Below the time of one frame, nothing is ever delivered.</value>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>What to compute for each frame.</summary>
    /// <value>Null, the default, for every task of the model.</value>
    public TaskSet? Tasks { get; init; }

    /// <summary>What to give up under overload or heat.</summary>
    /// <value>Null, the default, for nothing.</value>
    public DegradationOptions? Degradation { get; init; }

    /// <summary>How long the source may deliver nothing, also while it reconnects, before readers get a
    /// <see cref="Cameras.CameraException"/>.</summary>
    /// <value>60 s by default; above 0. <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</value>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long <see cref="DensePipeline.Dispose"/> waits at most for a device or an engine that hangs.</summary>
    /// <value>5 s by default; above 0.</value>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the board's temperatures, power and clocks are offered as metrics while the pipeline runs: see
    /// <see cref="Telemetry.BoardMeter"/>.</summary>
    /// <value>True by default.</value>
    public bool BoardMetrics { get; init; } = true;

    /// <summary>Where the pipeline logs.</summary>
    /// <value>Nowhere by default.</value>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <exception cref="ArgumentException">Some values are out of range or contradict each other; the message lists all.</exception>
    internal PipelineOptions Validated()
    {
        List<string> faults = [];
        if (!Enum.IsDefined(Policy))
        {
            faults.Add($"Policy must be one of {string.Join(", ", Enum.GetNames<FramePolicy>())}, not {(int)Policy}.");
        }

        int longest = Policy == FramePolicy.Latest ? 1 : 60;
        if (Capacity < 0 || Capacity > longest)
        {
            faults.Add($"Capacity must be 0 or from 1 to {longest} for {Policy}, got {Capacity}.");
        }

        if (MaxAge is { } maxAge && maxAge <= TimeSpan.Zero)
        {
            faults.Add($"MaxAge must be above 0, got {maxAge}.");
        }

        if (Policy == FramePolicy.Block && MaxAge is not null)
        {
            faults.Add("MaxAge drops what is too old, and Block drops nothing: leave one out.");
        }

        if (Policy == FramePolicy.Adaptive && MaxAge is null)
        {
            faults.Add("Adaptive needs MaxAge, the age that it keeps.");
        }

        if (Tasks is { IsEmpty: true })
        {
            faults.Add("Tasks must hold at least one task; null stands for all.");
        }

        if (GiveUpAfter <= TimeSpan.Zero && GiveUpAfter != Timeout.InfiniteTimeSpan)
        {
            faults.Add($"GiveUpAfter must be above 0, got {GiveUpAfter}.");
        }

        if (StopTimeout <= TimeSpan.Zero)
        {
            faults.Add($"StopTimeout must be above 0, got {StopTimeout}.");
        }

        Degradation?.AddFaults(faults);
        return faults.Count == 0 ? this : throw new ArgumentException($"Pipeline options: {string.Join(' ', faults)}");
    }
}
