namespace DenseEdge.Cameras.Frames;

/// <summary>A place for one frame that is handed out again and again. The generation counts the uses: a handle of an earlier
/// one is refused.</summary>
internal sealed class FrameSlot
{
    private readonly Lock _gate = new();
    private int _generation;
    private bool _isTaken;

    /// <summary>The pixels and their timestamps.</summary>
    internal FrameContent Content { get; } = new();

    /// <summary>Number of the frame, from 0; lost frames count.</summary>
    internal long SequenceNumber { get; set; }

    /// <summary>The camera's status when the frame came.</summary>
    internal CameraStatus SourceStatus { get; set; }

    /// <summary>Takes the place if it is free.</summary>
    internal bool TryTake(out int generation)
    {
        lock (_gate)
        {
            generation = _generation;
            bool taken = !_isTaken;
            _isTaken = true;
            return taken;
        }
    }

    /// <summary>Gives the place back; a second time, or with an old generation, does nothing.</summary>
    internal void Release(int generation)
    {
        lock (_gate)
        {
            if (_isTaken && generation == _generation)
            {
                _isTaken = false;
                _generation = unchecked(_generation + 1);
            }
        }
    }

    /// <exception cref="ObjectDisposedException">The handle's use is over.</exception>
    internal void Require(int generation)
    {
        if (generation != Volatile.Read(ref _generation))
        {
            throw new ObjectDisposedException(nameof(Frame), "The frame was disposed: its buffer belongs to another frame now.");
        }
    }
}
