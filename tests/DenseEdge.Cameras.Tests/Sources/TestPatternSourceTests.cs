using DenseEdge.Cameras.Tests.Support;

namespace DenseEdge.Cameras.Tests.Sources;

public sealed class TestPatternSourceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly VirtualTime _time = new();

    [Fact]
    public void Open_OfTheSameUri_GivesTheSameBytesAndAnotherSeedOthers()
    {
        byte[][] first = Bytes("test://?width=50&height=40&fps=0&frames=3&seed=4");
        byte[][] again = Bytes("test://?width=50&height=40&fps=0&frames=3&seed=4");
        byte[][] other = Bytes("test://?width=50&height=40&fps=0&frames=3&seed=5");

        Assert.Equal(3, first.Length);
        Assert.Equal(50 * 40 * 3, first[0].Length);
        Assert.Equal(first, again);
        Assert.NotEqual(first[0], first[1]);
        Assert.NotEqual(first[0], other[0]);
    }

    [Fact]
    public void TryRead_AtThirtyFramesASecond_DeliversEachWhenItIsDue()
    {
        using Camera camera = Open("test://?width=8&height=8&fps=25&frames=5");
        List<double> times = [];
        foreach (Frame frame in camera)
        {
            Assert.Equal(_time.Now.Ticks, frame.CaptureTimestamp);
            Assert.Equal(TimeSpan.Zero, frame.Age);
            times.Add(_time.Now.TotalMilliseconds);
        }

        Assert.Equal([0, 40, 80, 120, 160], times);
        Assert.Equal((5L, 0L), (camera.CapturedCount, camera.DroppedCount));
    }

    [Fact]
    public void TryRead_ByASlowReader_GivesTheNewestAndCountsTheRest()
    {
        using Camera camera = Open("test://?width=8&height=8&fps=10&frames=20");
        List<long> numbers = [];
        List<double> agesMs = [];
        foreach (Frame frame in camera)
        {
            numbers.Add(frame.SequenceNumber);
            agesMs.Add(frame.Age.TotalMilliseconds);
            _time.Advance(TimeSpan.FromMilliseconds(350));
        }

        // At 0, 350, 700, 1050, 1400, 1750 and 2100 ms; the twentieth frame, number 19, is the last.
        Assert.Equal([0, 3, 7, 10, 14, 17, 19], numbers);
        Assert.Equal([0, 50, 0, 50, 0, 50, 200], agesMs);
        Assert.Equal((20L, 13L), (camera.CapturedCount, camera.DroppedCount));
    }

    [Fact]
    public void TryRead_WithAStall_RaisesTheStatusAndGoesOn()
    {
        using Camera camera = Open("test://?width=8&height=8&fps=10&frames=6&stall=3:30");
        List<CameraStatus> steps = [];
        camera.StatusChanged += (_, step) => steps.Add(step.Current);

        int count = camera.Count();

        Assert.Equal((6, TimeSpan.FromSeconds(3.5)), (count, _time.Now));
        Assert.Equal([CameraStatus.Stalled, CameraStatus.Running, CameraStatus.Ended], steps);
    }

    [Fact]
    public void TryRead_WithLostFrames_LeavesGapsAndCountsThem()
    {
        using Camera camera = Open("test://?width=8&height=8&fps=10&frames=8&drop=3");

        Assert.Equal([0, 1, 3, 4, 6, 7], camera.Select(frame => (int)frame.SequenceNumber));
        Assert.Equal((8L, 2L), (camera.CapturedCount, camera.DroppedCount));
    }

    [Fact]
    public void TryRead_OfACameraThatGoesAway_FailsOrReconnectsAsAsked()
    {
        using Camera fails = Open("test://?width=8&height=8&fps=10&fail=2");
        CameraException e = Assert.Throws<CameraException>(() => fails.Count());
        Assert.Contains("is gone after 2 frames", e.Message, StringComparison.Ordinal);

        using Camera comesBack = Open("test://?width=8&height=8&fps=10&fail=2&reconnect=1");
        Assert.Equal([0, 1, 2, 3, 4], comesBack.Take(5).Select(frame => (int)frame.SequenceNumber));
        Assert.Equal(2, comesBack.ReconnectCount);
    }

    [Fact]
    public void TryRead_WithTheSystemsClock_WaitsNoLongerThanItMay()
    {
        using Camera camera = Camera.Open("test://?width=8&height=8&fps=0.01");

        Assert.True(camera.TryRead(Second, out _));
        Assert.False(camera.TryRead(TimeSpan.FromMilliseconds(5), out _));
        Assert.False(camera.TryRead(TimeSpan.Zero, out _));
    }

    [Fact]
    public void TryRead_AfterWarmUp_AllocatesNothing()
    {
        using Camera camera = Camera.Open("test://?width=64&height=48&fps=0");
        Read(camera, 50);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(camera, 500);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Dispose_WhileAnotherThreadReads_EndsItsWalk()
    {
        Camera camera = Camera.Open("test://?width=8&height=8&fps=0.01");
        TaskCompletionSource first = new();
        Task<int> walk = Task.Run(() => camera.Select(_ => first.TrySetResult()).Count());
        await first.Task;

        camera.Dispose();

        Assert.Equal(1, await walk.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static void Read(Camera camera, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (!camera.TryRead(Second, out Frame frame))
            {
                throw new InvalidOperationException("No frame.");
            }

            frame.Dispose();
        }
    }

    private Camera Open(string uri) => Camera.Open(uri, new CameraOptions { TimeProvider = _time });

    private byte[][] Bytes(string uri)
    {
        using Camera camera = Open(uri);
        return [.. camera.Select(frame => frame.Pixels.ToArray())];
    }
}
