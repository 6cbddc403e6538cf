using DenseEdge.Cameras;

namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>The frames that wait to be computed, oldest first, in memory that is allocated once. It gives the buffers of what it
/// drops back to the camera. Used under its owner's lock.</summary>
internal sealed class FrameRing(FramePolicy policy, int capacity)
{
    private readonly QueuedFrame[] _frames = new QueuedFrame[capacity];
    private int _first;

    internal int Count { get; private set; }

    internal bool IsFull => Count == _frames.Length;

    /// <summary>Whether the source has to wait before the next frame.</summary>
    internal bool IsBlocked => policy == FramePolicy.Block && IsFull;

    /// <summary>The frame that has waited longest. Only if there is one.</summary>
    internal Frame Oldest => _frames[_first].Frame;

    /// <summary>Takes a frame in, as the policy says.</summary>
    /// <returns>How many frames were dropped for it, itself among them.</returns>
    /// <exception cref="InvalidOperationException">The ring is blocked.</exception>
    internal int Add(QueuedFrame frame)
    {
        if (!IsFull)
        {
            Append(frame);
            return 0;
        }

        switch (policy)
        {
            case FramePolicy.Block:
                throw new InvalidOperationException("The ring is full, and its policy drops nothing.");
            case FramePolicy.Oldest:
                frame.Frame.Dispose();
                break;
            default:
                // Latest has room for one frame: the oldest is the one that waits.
                DropOldest();
                Append(frame);
                break;
        }

        return 1;
    }

    /// <summary>Takes the oldest frame out. Only if there is one.</summary>
    internal QueuedFrame Take()
    {
        QueuedFrame oldest = _frames[_first];
        _frames[_first] = default;
        _first = (_first + 1) % _frames.Length;
        Count--;
        return oldest;
    }

    internal void DropOldest() => Take().Frame.Dispose();

    private void Append(QueuedFrame frame)
    {
        _frames[(_first + Count) % _frames.Length] = frame;
        Count++;
    }
}
