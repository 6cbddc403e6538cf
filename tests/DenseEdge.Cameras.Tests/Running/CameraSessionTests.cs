using DenseEdge.Cameras.Addresses;
using DenseEdge.Cameras.Running;
using DenseEdge.Cameras.Tests.Support;

namespace DenseEdge.Cameras.Tests.Running;

/// <summary>The state machine, against scripted connections and a clock of its own.</summary>
public sealed class CameraSessionTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly VirtualTime _time = new();
    private readonly List<ScriptedSource> _made = [];
    private readonly List<(CameraStatus Status, double AtSeconds)> _steps = [];

    [Fact]
    public void TryRead_OfASilentCamera_StallsAndGoesOnWhenFramesCome()
    {
        using Camera camera = Open(reconnect: false, timeoutSeconds: 5, "ff" + new string('.', 25) + "f");

        Assert.True(Read(camera));
        Assert.True(Read(camera));
        Assert.False(camera.TryRead(2 * Second, out _));
        Assert.Equal(CameraStatus.Stalled, camera.Status);
        Assert.True(camera.TryRead(2 * Second, out Frame frame));

        Assert.Equal((CameraStatus.Stalled, 2L), (frame.SourceStatus, frame.SequenceNumber));
        Assert.Equal(CameraStatus.Running, camera.Status);
        // A stall is told once the second is over. 25 silences: 20 of 0.1 s and one look fill the read, 4 are left.
        Assert.Equal([CameraStatus.Running, CameraStatus.Stalled, CameraStatus.Running], _steps.Select(step => step.Status));
        Assert.Equal([0, 1000, 2400], _steps.Select(step => (int)Math.Round(step.AtSeconds * 1000)));
    }

    [Fact]
    public void TryRead_OfALostCamera_TriesAgainWithDoubledPausesUpToTheLongest()
    {
        using Camera camera = Open(reconnect: true, timeoutSeconds: 5, "f", "x", "x", "x", "x", "x", "f");

        Assert.True(Read(camera));
        bool back = camera.TryRead(60 * Second, out Frame frame);

        Assert.True(back);
        Assert.Equal(CameraStatus.Reconnecting, frame.SourceStatus);
        Assert.Equal(6, camera.ReconnectCount);
        // Silence from 0 to 5 s; then pauses of 0.5, 1, 2, 4, 4 and 4 s, and the last connection has a frame.
        Assert.Equal(
            [5, 5.5, 6.5, 8.5, 12.5, 16.5, 20.5],
            _steps.Where(step => step.Status != CameraStatus.Stalled).Skip(1).Select(step => step.AtSeconds));
        Assert.Equal(7, _made.Count);
        Assert.All(_made.SkipLast(1), source => Assert.True(source.IsDisposed));
    }

    [Fact]
    public void TryRead_AfterAFrame_StartsThePausesAnew()
    {
        using Camera camera = Open(reconnect: true, timeoutSeconds: 5, "x", "x", "fx", "f");

        Assert.True(camera.TryRead(60 * Second, out Frame first));
        first.Dispose();
        TimeSpan lost = _time.Now;
        Assert.True(camera.TryRead(60 * Second, out _));

        Assert.Equal(TimeSpan.FromSeconds(0.5), _time.Now - lost);
    }

    [Fact]
    public void TryRead_OfALostCameraThatIsNotReconnected_FailsAndStaysSo()
    {
        using Camera camera = Open(reconnect: false, timeoutSeconds: 5, "fx");

        Assert.True(Read(camera));
        Assert.False(camera.TryRead(Second, out _));
        Assert.False(camera.TryRead(Second, out _));

        Assert.Equal((CameraStatus.Failed, "the cable was pulled"), (camera.Status, camera.Failure?.Message));
        Assert.Equal(TimeSpan.Zero, _time.Now);
    }

    [Fact]
    public void Walk_OverAFailingCamera_ThrowsItsFaultAndNamesIt()
    {
        using Camera camera = Open(reconnect: false, timeoutSeconds: 5, "ffx");
        int count = 0;

        CameraException e = Assert.Throws<CameraException>(() =>
        {
            foreach (Frame frame in camera)
            {
                count += frame.Height;
            }
        });

        Assert.Equal((2, "Camera 'test://': the cable was pulled"), (count, e.Message));
    }

    [Fact]
    public void Walk_OverASilentCamera_GivesUp()
    {
        using Camera camera = Open(reconnect: false, timeoutSeconds: 5, "f");

        CameraException e = Assert.Throws<CameraException>(() => camera.Count());

        Assert.Equal("Camera 'test://': no frame for 60 s (status Stalled).", e.Message);
    }

    [Fact]
    public void Walk_ToTheEnd_ClosesTheCamera()
    {
        using Camera camera = Open(reconnect: false, timeoutSeconds: 5, "fffe");

        Assert.Equal([0, 1, 2], camera.Select(frame => (int)frame.SequenceNumber));

        Assert.Equal(CameraStatus.Ended, camera.Status);
        Assert.True(_made[0].IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => camera.TryRead(Second, out _));
    }

    [Fact]
    public void TryRead_WithEveryBufferInUse_SaysWhatToDo()
    {
        using Camera camera = Open(reconnect: false, timeoutSeconds: 5, "ffffff");
        List<Frame> kept = [];
        for (int i = 0; i < 4; i++)
        {
            Assert.True(camera.TryRead(Second, out Frame frame));
            kept.Add(frame);
        }

        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => camera.TryRead(Second, out _));
        Assert.Contains("All 4 frame buffers are in use", e.Message, StringComparison.Ordinal);
        kept[2].Dispose();

        Assert.True(camera.TryRead(Second, out Frame next));
        Assert.Equal(4, next.SequenceNumber);
    }

    [Fact]
    public void Frame_AfterItsDisposal_RefusesEverything()
    {
        using Camera camera = Open(reconnect: false, timeoutSeconds: 5, "ff");
        Assert.True(camera.TryRead(Second, out Frame frame));
        Frame copy = frame;
        frame.Dispose();
        Assert.True(camera.TryRead(Second, out Frame next));
        frame.Dispose();

        Assert.Throws<ObjectDisposedException>(() => frame.Pixels.Length);
        Assert.Throws<ObjectDisposedException>(() => copy.Image);
        Assert.Throws<ObjectDisposedException>(() => copy.Height);
        Assert.Throws<ObjectDisposedException>(() => copy.SequenceNumber);
        Assert.Throws<ObjectDisposedException>(() => copy.CaptureTimestamp);
        Assert.Throws<ObjectDisposedException>(() => copy.Age);
        Assert.Throws<ObjectDisposedException>(() => copy.MediaTime);
        Assert.Throws<ObjectDisposedException>(() => default(Frame).Width);
        Assert.Equal(2, next.Pixels[0]);
    }

    [Fact]
    public void Options_OutOfRange_AreListedTogether()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Camera.Open(
            "test://",
            new CameraOptions { FrameBuffers = 0, StallAfter = TimeSpan.Zero, BackOff = new() { First = TimeSpan.Zero } }));

        Assert.Contains("FrameBuffers must be between 1 and 64, got 0.", e.Message, StringComparison.Ordinal);
        Assert.Contains("StallAfter must be above 0", e.Message, StringComparison.Ordinal);
        Assert.Contains("BackOff.First must be above 0", e.Message, StringComparison.Ordinal);
    }

    private static bool Read(Camera camera)
    {
        bool read = camera.TryRead(Second, out Frame frame);
        frame.Dispose();
        return read;
    }

    private Camera Open(bool reconnect, int timeoutSeconds, params string[] scripts)
    {
        SourcePlan plan = new(Next, IsLive: true, WaitForFirst: false, TimeSpan.FromSeconds(timeoutSeconds), reconnect);
        Camera camera = Camera.Open(CameraAddress.Parse("test://"), plan, new CameraOptions
        {
            TimeProvider = _time,
            BackOff = new BackOff { Longest = 4 * Second },
        });
        camera.StatusChanged += (_, step) => _steps.Add((step.Current, _time.Now.TotalSeconds));
        return camera;

        IFrameSource Next()
        {
            _made.Add(new ScriptedSource(scripts[Math.Min(_made.Count, scripts.Length - 1)], _time));
            return _made[^1];
        }
    }
}
