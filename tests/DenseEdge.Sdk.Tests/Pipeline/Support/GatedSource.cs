using DenseEdge.Cameras;
using DenseEdge.Cameras.Addresses;
using DenseEdge.Cameras.Frames;
using DenseEdge.Cameras.Running;

namespace DenseEdge.Sdk.Tests.Pipeline.Support;

/// <summary>A camera that delivers when the test says so. Every frame holds its number in its first pixel.</summary>
internal sealed class GatedSource(TimeProvider time) : IFrameSource
{
    public const int Height = 2;
    public const int Width = 3;

    private readonly object _gate = new();
    private readonly Queue<int> _lostBefore = [];
    private CameraException? _failure;
    private bool _ended;
    private bool _hangs;
    private int _taken;

    public CameraGrant? Grant { get; } = new(Width, Height, null, "RGB", "test");

    /// <summary>The memory of every frame that was read, in order.</summary>
    public List<Contracts.Rgb24Image> Images { get; } = [];

    /// <summary>Called at the begin of every read that has a frame, on the reading thread.</summary>
    public Action? OnFrame { get; set; }

    /// <summary>Whether somebody waits inside a read that hangs.</summary>
    public bool IsHanging { get; private set; }

    public bool IsDisposed { get; private set; }

    /// <summary>How old frames are when they are read; below 0 for a capture that is yet to come.</summary>
    public double AgeMs { get; set; }

    public int Taken
    {
        get
        {
            lock (_gate)
            {
                return _taken;
            }
        }
    }

    /// <summary>Delivers frames as soon as they are asked for.</summary>
    public void Give(int count = 1, int lostBefore = 0) => Change(() =>
    {
        for (int i = 0; i < count; i++)
        {
            _lostBefore.Enqueue(i == 0 ? lostBefore : 0);
        }
    });

    public void End() => Change(() => _ended = true);

    public void Fail(string message) => Change(() => _failure = new CameraException(message));

    public void Hang(bool hangs = true) => Change(() => _hangs = hangs);

    public ReadOutcome TryRead(FrameContent target, TimeSpan timeout)
    {
        lock (_gate)
        {
            WaitWhileHanging();
            if (_lostBefore.Count == 0 && !_ended && _failure is null)
            {
                // Real time, so that the reader doesn't spin; nothing is asserted of it.
                Monitor.Wait(_gate, TimeSpan.FromMilliseconds(5));
                WaitWhileHanging();
            }

            if (_lostBefore.TryDequeue(out int lost))
            {
                OnFrame?.Invoke();
                target.Pixels(Height, Width)[0] = (byte)(_taken++ & 255);
                target.CaptureTimestamp = time.GetTimestamp() - (long)(AgeMs / 1000 * time.TimestampFrequency);
                target.Skipped = lost;
                Images.Add(target.Image);
                return ReadOutcome.Frame;
            }

            return _failure is not null ? throw _failure : _ended ? ReadOutcome.Ended : ReadOutcome.TimedOut;
        }
    }

    public void Dispose() => IsDisposed = true;

    /// <summary>Opens the camera.</summary>
    public Camera Open(bool isLive = true, int frameBuffers = 4)
        => Camera.Open(
            CameraAddress.Parse("test://"),
            new SourcePlan(() => this, isLive, WaitForFirst: false, Timeout.InfiniteTimeSpan, Reconnect: false),
            new CameraOptions { FrameBuffers = frameBuffers, TimeProvider = time });

    private void WaitWhileHanging()
    {
        while (_hangs)
        {
            IsHanging = true;
            Monitor.Wait(_gate);
        }

        IsHanging = false;
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            Monitor.PulseAll(_gate);
        }
    }
}
