using DenseEdge.Cameras.Frames;

namespace DenseEdge.Cameras.Running;

/// <summary>
/// Reads a live source on a thread of its own and keeps the newest frame. Whatever a driver or a network library does,
/// also while it opens or closes, the caller waits no longer than it wants to.
/// </summary>
/// <remarks>The thread owns the connection and closes it. If it hangs inside a driver, it is left behind
/// as a background thread that ends when the driver returns.</remarks>
internal sealed class BackgroundSource : IFrameSource
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(3);

    private readonly object _gate = new();
    private readonly Func<IFrameSource> _connect;
    private readonly Thread _thread;
    private readonly FrameContent _newest = new();
    private CameraGrant? _grant;
    private CameraException? _failure;
    private bool _hasFrame;
    private bool _ended;
    private int _skipped;
    private volatile bool _closing;

    internal BackgroundSource(string name, Func<IFrameSource> connect)
    {
        _connect = connect;
        _thread = new Thread(Work) { IsBackground = true, Name = $"camera {name}" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public CameraGrant? Grant
    {
        get
        {
            lock (_gate)
            {
                return _grant;
            }
        }
    }

    /// <inheritdoc/>
    public ReadOutcome TryRead(FrameContent target, TimeSpan timeout)
    {
        lock (_gate)
        {
            // A spurious wake-up is taken for a time-out: the caller asks again.
            if (!_hasFrame && _failure is null && !_ended && timeout > TimeSpan.Zero)
            {
                Monitor.Wait(_gate, timeout);
            }

            if (_hasFrame)
            {
                _hasFrame = false;
                target.SwapWith(_newest);
                target.Skipped += _skipped;
                _skipped = 0;
                return ReadOutcome.Frame;
            }

            // Made anew, so that its stack is the reader's.
            return _failure is { } failure ? throw new CameraException(failure.Message, failure)
                : _ended ? ReadOutcome.Ended
                : ReadOutcome.TimedOut;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closing = true;
        _thread.Join(CloseTimeout);
    }

    private void Work()
    {
        try
        {
            using IFrameSource source = _connect();
            Read(source);
        }
        catch (CameraException failure)
        {
            Finish(failure);
        }
    }

    private void Read(IFrameSource source)
    {
        FrameContent own = new();
        while (!_closing)
        {
            switch (source.TryRead(own, Slice))
            {
                case ReadOutcome.Frame:
                    Publish(own, source.Grant);
                    break;
                case ReadOutcome.Ended:
                    Finish(null);
                    return;
                default:
                    break;
            }
        }
    }

    private void Publish(FrameContent frame, CameraGrant? grant)
    {
        lock (_gate)
        {
            // The frame that is replaced, and those that were lost before each of the two.
            _skipped += (_hasFrame ? 1 : 0) + (_hasFrame ? _newest.Skipped : 0);
            _newest.SwapWith(frame);
            _hasFrame = true;
            _grant = grant;
            Monitor.PulseAll(_gate);
        }
    }

    private void Finish(CameraException? failure)
    {
        lock (_gate)
        {
            _failure = failure;
            _ended = failure is null;
            Monitor.PulseAll(_gate);
        }
    }
}
