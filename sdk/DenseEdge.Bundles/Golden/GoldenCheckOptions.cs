namespace DenseEdge.Bundles.Golden;

/// <summary>How <see cref="GoldenSet.Check"/> measures.</summary>
public sealed record GoldenCheckOptions
{
    /// <summary>Frames before the clock counts: engines and caches are cold at first. The comparison's own frames come before
    /// them.</summary>
    /// <value>Default: 3.</value>
    public int WarmUpFrames { get; init; } = 3;

    /// <summary>Frames that are timed.</summary>
    /// <value>Default: 60, so that the 95th percentile has three frames above it. 0 measures nothing.</value>
    public int TimedFrames { get; init; } = 60;

    /// <summary>Takes the share of the comparison that is done, 0 to 1.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Ends it early.</summary>
    public CancellationToken CancellationToken { get; init; }
}
