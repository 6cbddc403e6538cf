namespace DenseEdge.Hosting;

/// <summary>The newest encoded picture, for any number of readers: whoever is slow gets the newest when he is ready, and misses
/// those between.</summary>
internal sealed class LatestPicture
{
    private readonly Lock _turn = new();
    private TaskCompletionSource _next = NewSource();
    private ReadOnlyMemory<byte> _jpeg;
    private long _version;

    /// <summary>Sets the picture and wakes all who wait. The bytes must not change afterwards.</summary>
    internal void Set(ReadOnlyMemory<byte> jpeg)
    {
        TaskCompletionSource waiting;
        lock (_turn)
        {
            _jpeg = jpeg;
            _version++;
            waiting = _next;
            _next = NewSource();
        }

        waiting.SetResult();
    }

    /// <summary>The number of the newest picture; 0 before the first.</summary>
    internal long Version
    {
        get
        {
            lock (_turn)
            {
                return _version;
            }
        }
    }

    /// <summary>Waits for a picture that is newer than a known one.</summary>
    internal async Task<(ReadOnlyMemory<byte> Jpeg, long Version)> AfterAsync(long known, CancellationToken cancellation)
    {
        while (true)
        {
            Task next;
            lock (_turn)
            {
                if (_version > known)
                {
                    return (_jpeg, _version);
                }

                next = _next.Task;
            }

            await next.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
