namespace DenseEdge.Transfer;

/// <summary>Cancels a body that comes too slowly. Bytes are counted over windows that follow each other, so that neither a
/// pause shorter than a window nor a burst before a stall matters.</summary>
internal sealed class RateWatch : IDisposable
{
    private readonly CancellationTokenSource _cancellation;
    private readonly ITimer _timer;
    private readonly long _leastBytes;
    private long _windowBytes;
    private volatile bool _isTooSlow;

    public RateWatch(TransferOptions options, CancellationToken cancellation)
    {
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // At least one byte in a window, also where no rate is demanded: a server that stalls for ever is never right.
        _leastBytes = Math.Max(1, (long)(options.MinimumBytesPerSecond * options.RateWindow.TotalSeconds));
        _timer = options.TimeProvider.CreateTimer(_ => EndWindow(), state: null, options.RateWindow, options.RateWindow);
    }

    /// <summary>Cancelled by the caller, or because the body is too slow.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Whether the body was too slow.</summary>
    public bool IsTooSlow => _isTooSlow;

    /// <summary>Counts bytes that came.</summary>
    /// <param name="bytes">How many.</param>
    public void Count(int bytes) => Interlocked.Add(ref _windowBytes, bytes);

    public void Dispose()
    {
        _timer.Dispose();
        _cancellation.Dispose();
    }

    private void EndWindow()
    {
        if (Interlocked.Exchange(ref _windowBytes, 0) >= _leastBytes)
        {
            return;
        }

        _isTooSlow = true;
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The body ended while this window did.
        }
    }
}
