namespace DenseEdge.Cameras.Frames;

/// <summary>A place for one frame that is handed out again and again. Its generation is odd while a frame uses it and even while
/// it is free, and only grows: a handle that remembers another generation is refused.</summary>
/// <remarks>Without a lock: a lock that two threads want at once makes an event to wait on, and a frame shall allocate
/// nothing.</remarks>
internal sealed class FrameSlot
{
    private int _generation;

    /// <summary>The pixels and their timestamps.</summary>
    internal FrameContent Content { get; } = new();

    /// <summary>Number of the frame, from 0; lost frames count.</summary>
    internal long SequenceNumber { get; set; }

    /// <summary>The camera's status when the frame came.</summary>
    internal CameraStatus SourceStatus { get; set; }

    /// <summary>Whether the place has no memory for a frame yet. For the thread that takes places.</summary>
    internal bool IsNew => !Content.HasImage;

    /// <summary>Takes the place if it is free.</summary>
    internal bool TryTake(out int generation)
    {
        int current = Volatile.Read(ref _generation);
        generation = unchecked(current + 1);
        return (current & 1) == 0 && Interlocked.CompareExchange(ref _generation, generation, current) == current;
    }

    /// <summary>Gives the place back; a second time, or with an old generation, does nothing.</summary>
    internal void Release(int generation)
        => Interlocked.CompareExchange(ref _generation, unchecked(generation + 1), generation);

    /// <exception cref="ObjectDisposedException">The handle's use is over.</exception>
    internal void Require(int generation)
    {
        if (generation != Volatile.Read(ref _generation))
        {
            throw new ObjectDisposedException(nameof(Frame), "The frame was disposed: its buffer belongs to another frame now.");
        }
    }
}
