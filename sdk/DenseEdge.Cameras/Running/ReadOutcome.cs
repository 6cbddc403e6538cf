namespace DenseEdge.Cameras.Running;

/// <summary>What a source has to say when it is asked for a frame.</summary>
internal enum ReadOutcome
{
    /// <summary>The frame is in the buffer.</summary>
    Frame,

    /// <summary>None came in time.</summary>
    TimedOut,

    /// <summary>There will be no more.</summary>
    Ended,
}
