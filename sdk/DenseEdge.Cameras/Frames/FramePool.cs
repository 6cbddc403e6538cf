namespace DenseEdge.Cameras.Frames;

/// <summary>The places for frames of one camera.</summary>
internal sealed class FramePool
{
    private readonly FrameSlot[] _slots;

    internal FramePool(int count)
    {
        _slots = new FrameSlot[count];
        for (int i = 0; i < count; i++)
        {
            _slots[i] = new FrameSlot();
        }
    }

    /// <summary>Takes a free place; first those that have never held a frame, so that all memory is there after as many
    /// frames and none is allocated when the load rises later.</summary>
    /// <exception cref="InvalidOperationException">All hold frames that were not disposed.</exception>
    internal FrameSlot Take(out int generation)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (FrameSlot slot in _slots)
            {
                if ((pass > 0 || slot.IsNew) && slot.TryTake(out generation))
                {
                    return slot;
                }
            }
        }

        throw new InvalidOperationException(
            $"All {_slots.Length} frame buffers are in use: dispose a frame before the next is read, "
            + "or raise CameraOptions.FrameBuffers.");
    }
}
