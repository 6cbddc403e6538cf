namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>The places for results: free ones, and those with a result that nobody has taken yet, oldest first. The others are
/// with the engine or the consumer. Used under its owner's lock.</summary>
internal sealed class ResultSlots
{
    private readonly ResultSlot[] _free;
    private readonly ResultSlot[] _pending;
    private int _freeCount;
    private int _firstPending;

    internal ResultSlots(FrameExchange owner, int count)
    {
        _free = new ResultSlot[count];
        _pending = new ResultSlot[count];
        for (int i = 0; i < count; i++)
        {
            _free[i] = new ResultSlot(owner);
        }

        _freeCount = count;
    }

    internal bool HasFree => _freeCount > 0;

    internal int PendingCount { get; private set; }

    /// <summary>Takes a free place. Only if there is one.</summary>
    internal ResultSlot TakeFree() => _free[--_freeCount];

    /// <summary>Ends what is in a place and frees it.</summary>
    internal void Free(ResultSlot slot)
    {
        slot.End();
        _free[_freeCount++] = slot;
    }

    /// <summary>Appends a result.</summary>
    internal void AddPending(ResultSlot slot)
    {
        _pending[(_firstPending + PendingCount) % _pending.Length] = slot;
        PendingCount++;
    }

    /// <summary>Takes the oldest result. Only if there is one.</summary>
    internal ResultSlot TakePending()
    {
        ResultSlot slot = _pending[_firstPending];
        _firstPending = (_firstPending + 1) % _pending.Length;
        PendingCount--;
        return slot;
    }
}
