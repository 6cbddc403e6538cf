using DenseEdge.Cameras.Addresses;
using DenseEdge.Cameras.Frames;
using DenseEdge.Cameras.Running;

namespace DenseEdge.Cameras.Sources.Test;

/// <summary>A camera without hardware: frame n is captured n / fps after the start. With the faults of real cameras: frames
/// that nobody took, lost frames, silence, and a device that is gone.</summary>
internal sealed class TestPatternSource : IFrameSource
{
    private readonly TestAddress _address;
    private readonly TimeProvider _time;
    private readonly TimedWait _wait;
    private readonly TestPattern _pattern;
    private readonly long _start;
    private long _next;

    internal TestPatternSource(TestAddress address, TimeProvider time)
    {
        _address = address;
        _time = time;
        _wait = new TimedWait(time);
        _pattern = new TestPattern(address.Height, address.Width, address.Seed);
        _start = time.GetTimestamp();
        Grant = new CameraGrant(
            address.Width, address.Height, address.FramesPerSecond > 0 ? address.FramesPerSecond : null, "RGB", "test pattern");
    }

    /// <inheritdoc/>
    public CameraGrant? Grant { get; }

    /// <inheritdoc/>
    public ReadOutcome TryRead(FrameContent target, TimeSpan timeout)
    {
        long index = NextKept(_next);
        if (index >= _address.FrameCount)
        {
            return ReadOutcome.Ended;
        }

        FailIfGone(index);
        long due = _start;
        if (_address.FramesPerSecond > 0)
        {
            if (!WaitUntil(DueTime(index), timeout))
            {
                return ReadOutcome.TimedOut;
            }

            index = Newest(index);
            FailIfGone(index);
            due += Ticks(DueTime(index));
        }
        else
        {
            due = _time.GetTimestamp();
        }

        _pattern.Draw(index, target.Pixels(_address.Height, _address.Width));
        target.CaptureTimestamp = due;
        target.MediaTime = null;
        target.Skipped = checked((int)(index - _next));
        _next = index + 1;
        return ReadOutcome.Frame;
    }

    /// <inheritdoc/>
    public void Dispose() => _wait.Dispose();

    private bool WaitUntil(TimeSpan due, TimeSpan timeout)
    {
        // A wait may end a little early, and a frame must not come before its capture.
        TimeSpan left = due - _time.GetElapsedTime(_start);
        while (left > TimeSpan.Zero)
        {
            _wait.For(left < timeout ? left : timeout);
            if (left > timeout)
            {
                return false;
            }

            left = due - _time.GetElapsedTime(_start);
        }

        return true;
    }

    // Live: frames that became due meanwhile replace one another.
    private long Newest(long index)
    {
        TimeSpan now = _time.GetElapsedTime(_start);
        long newest = index;
        long later = NextKept(index + 1);
        while (DueTime(later) <= now && !(later >= _address.FrameCount) && !(newest >= _address.FailAfter))
        {
            newest = later;
            later = NextKept(later + 1);
        }

        return newest;
    }

    private TimeSpan DueTime(long index)
    {
        long silent = _address.Stall is { } stall && index >= stall.From ? stall.Length : 0;
        return TimeSpan.FromSeconds((index + silent) / _address.FramesPerSecond);
    }

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * _time.TimestampFrequency);

    // Every DropEvery-th frame is lost: numbers DropEvery - 1, 2 DropEvery - 1, ...
    private long NextKept(long index)
        => _address.DropEvery is { } every && (index + 1) % every == 0 ? index + 1 : index;

    private void FailIfGone(long index)
    {
        if (index >= _address.FailAfter)
        {
            throw new CameraException($"the test camera is gone after {_address.FailAfter} frames, as its URI says");
        }
    }
}
