namespace DenseEdge.Sdk.Pipeline;

/// <summary>The drop policy of a pipeline, named after what it keeps when frames come faster than they are computed.</summary>
/// <remarks>Every policy keeps the order of the frames, and counts each one that it drops.</remarks>
public enum FramePolicy
{
    /// <summary>Keeps the newest frame: a new one replaces the one that waits. Lowest age, gaps anywhere. For live cameras.</summary>
    Latest,

    /// <summary>Keeps the oldest frames: what comes while the ring is full is dropped. Runs of neighbouring frames, at the price
    /// of age: up to the ring's length times the time of one frame. For tracking and optical flow.</summary>
    Oldest,

    /// <summary>Keeps every frame: while the ring is full, the source isn't read. Files and images wait; a live camera drops at
    /// its own end, and counts that too.</summary>
    Block,

    /// <summary>Keeps what can still be shown in time: a waiting frame is dropped if its age and the time that frames have taken
    /// lately exceed <see cref="PipelineOptions.MaxAge"/>, and the oldest one when the ring is full. The newest frame is always
    /// tried. A burst is computed whole; a lasting overload looks like <see cref="Latest"/>.</summary>
    Adaptive,
}
