using DenseEdge.Cameras.Frames;

namespace DenseEdge.Cameras.Running;

/// <summary>The state machine of a camera: connects, reads, notices stalls, gives up dead connections and makes new
/// ones. It moves only while somebody reads.</summary>
/// <remarks>
/// Starting → Running ⇄ Stalled → Reconnecting → Running; Ended and Failed are final. Counts are exact: captured = delivered +
/// dropped.
/// </remarks>
internal sealed class CameraSession : IDisposable
{
    // So long may a waiting reader take to notice that the camera is being closed.
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);

    private readonly SourcePlan _plan;
    private readonly TimeProvider _time;
    private readonly BackOff _backOff;
    private readonly TimeSpan _stallAfter;
    private readonly TimedWait _wait;
    private readonly Action<CameraStatus, CameraStatus, string> _changed;
    private IFrameSource? _source;
    private long _lastProgress;
    private TimeSpan _pause;
    private int _attempts;
    private volatile bool _closing;
    private volatile CameraStatus _status = CameraStatus.Starting;
    private long _captured;
    private long _dropped;
    private long _reconnects;

    internal CameraSession(SourcePlan plan, CameraOptions options, Action<CameraStatus, CameraStatus, string> changed)
    {
        _plan = plan;
        _time = options.TimeProvider;
        _backOff = options.BackOff;
        _stallAfter = options.StallAfter;
        _wait = new TimedWait(_time);
        _changed = changed;
    }

    internal CameraStatus Status => _status;

    /// <summary>The last fault, mended or not.</summary>
    internal CameraException? Failure { get; private set; }

    internal CameraGrant? Grant { get; private set; }

    internal long CapturedCount => Interlocked.Read(ref _captured);

    internal long DroppedCount => Interlocked.Read(ref _dropped);

    internal long ReconnectCount => Interlocked.Read(ref _reconnects);

    internal bool IsOver => Status is CameraStatus.Ended or CameraStatus.Failed;

    // A device that is wrong from the start is an error at once; later it may be unplugged and come back.
    private bool MayReconnect => _plan.Reconnect && !(_plan.WaitForFirst && CapturedCount == 0);

    internal bool IsClosing => _closing;

    /// <summary>Makes the first connection.</summary>
    internal void Start() => Connect();

    /// <summary>Tells waiting readers to return.</summary>
    internal void BeginClose() => _closing = true;

    /// <summary>Reads the next frame.</summary>
    /// <param name="slot">Gets the frame and its number.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="cancellation">Ends the wait within a slice.</param>
    /// <returns>False if none came; the status says why.</returns>
    internal bool TryRead(FrameSlot slot, TimeSpan timeout, CancellationToken cancellation)
    {
        long start = _time.GetTimestamp();
        while (!IsOver)
        {
            TimeSpan left = timeout - _time.GetElapsedTime(start);
            TimeSpan slice = left < Slice ? (left > TimeSpan.Zero ? left : TimeSpan.Zero) : Slice;
            if (_source is null ? PauseThenConnect(slice) : Read(slot, slice))
            {
                return true;
            }

            if (_closing || cancellation.IsCancellationRequested || left <= TimeSpan.Zero)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Counts a frame that was read and thrown away in favour of a newer one.</summary>
    internal void CountAsDropped() => Interlocked.Increment(ref _dropped);

    /// <inheritdoc/>
    public void Dispose()
    {
        _source?.Dispose();
        _source = null;
        _wait.Dispose();
    }

    private bool Read(FrameSlot slot, TimeSpan slice)
    {
        try
        {
            switch (_source!.TryRead(slot.Content, slice))
            {
                case ReadOutcome.Frame:
                    Deliver(slot);
                    return true;
                case ReadOutcome.Ended when MayReconnect && !_closing:
                    Lose(new CameraException("the stream ended"));
                    return false;
                case ReadOutcome.Ended:
                    Change(CameraStatus.Ended, "the last frame was read");
                    return false;
                default:
                    NoticeSilence();
                    return false;
            }
        }
        catch (CameraException failure)
        {
            Lose(failure);
            return false;
        }
    }

    private void Deliver(FrameSlot slot)
    {
        Grant = _source!.Grant ?? Grant;
        Interlocked.Add(ref _dropped, slot.Content.Skipped);
        slot.SequenceNumber = Interlocked.Add(ref _captured, slot.Content.Skipped + 1) - 1;
        slot.SourceStatus = Status;
        _lastProgress = _time.GetTimestamp();
        _attempts = 0;
        if (Status != CameraStatus.Running)
        {
            Change(CameraStatus.Running, "a frame came");
        }
    }

    private void NoticeSilence()
    {
        TimeSpan silence = _time.GetElapsedTime(_lastProgress);
        if (silence >= _plan.Timeout && _plan.Timeout != Timeout.InfiniteTimeSpan && MayReconnect)
        {
            Lose(new CameraException($"no frame for {silence.TotalSeconds:F1} s"));
        }
        else if (silence >= _stallAfter && Status == CameraStatus.Running)
        {
            Change(CameraStatus.Stalled, $"no frame for {silence.TotalSeconds:F1} s");
        }
    }

    private void Lose(CameraException failure)
    {
        _source?.Dispose();
        _source = null;
        Failure = failure;
        if (!MayReconnect)
        {
            Change(CameraStatus.Failed, failure.Message);
            return;
        }

        _pause = _backOff.Pause(_attempts++);
        _lastProgress = _time.GetTimestamp();
        Change(CameraStatus.Reconnecting, $"{failure.Message}; next attempt in {_pause.TotalSeconds:F1} s");
    }

    private bool PauseThenConnect(TimeSpan slice)
    {
        TimeSpan left = _pause - _time.GetElapsedTime(_lastProgress);
        if (left > TimeSpan.Zero)
        {
            _wait.For(left < slice ? left : slice);
        }
        else
        {
            Interlocked.Increment(ref _reconnects);
            Connect();
        }

        return false;
    }

    private void Connect()
    {
        _lastProgress = _time.GetTimestamp();
        try
        {
            _source = _plan.Connect();
        }
        catch (CameraException failure)
        {
            Lose(failure);
        }
    }

    private void Change(CameraStatus next, string reason)
    {
        CameraStatus previous = Status;
        _status = next;
        _changed(previous, next, reason);
    }
}
