namespace DenseEdge.Sdk.Inference;

/// <summary>Tells a caller which stage of the preparation is running, and for how long.</summary>
internal sealed class PrepareClock(TimeProvider time, IProgress<PrepareProgress>? progress)
{
    private readonly long _start = time.GetTimestamp();
    private volatile PrepareStage _stage;

    /// <summary>Starts a stage.</summary>
    public void Enter(PrepareStage stage)
    {
        _stage = stage;
        Report();
    }

    /// <summary>Tells the time.</summary>
    public void Report() => progress?.Report(new PrepareProgress(_stage, time.GetElapsedTime(_start)));

    /// <summary>Waits; ends early, without an exception for whoever doesn't await it, when it is cancelled.</summary>
    public Task Wait(TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, time, cancellationToken);
}
