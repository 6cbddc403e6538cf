using DenseEdge.Cameras.Tests.Support;

namespace DenseEdge.Cameras.Tests.Sources;

/// <summary>Network cameras through GStreamer, against servers in this process.</summary>
public sealed class RtspCameraTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly CameraOptions Hasty = new()
    {
        BackOff = new BackOff { First = TimeSpan.FromMilliseconds(5), Longest = TimeSpan.FromMilliseconds(20) },
        StallAfter = TimeSpan.FromMilliseconds(100),
    };

    [Fact]
    public void TryRead_OfAServer_GivesItsFramesAndSendsForeignOptions()
    {
        using RtspServer server = new(framesPerConnection: 4, silentAfterwards: true);
        using Camera camera = Camera.Open($"rtsp://{server.Host}/live?channel=7&latency=0&timeout=60s", Hasty);

        Assert.Equal((CameraStatus.Starting, null), (camera.Status, camera.Granted));
        Assert.True(camera.TryRead(Patience, out Frame frame));

        Assert.Equal((RtspServer.Width, RtspServer.Height), (frame.Width, frame.Height));
        Assert.Equal(0, frame.Pixels[0] % 10);
        Assert.Equal(frame.Pixels[0], frame.Pixels[^1]);
        Assert.Equal(CameraStatus.Running, camera.Status);
        Assert.Equal("RGB", camera.Granted?.Format);
        Assert.Contains("channel=7", server.LastUri, StringComparison.Ordinal);
        Assert.DoesNotContain("latency", server.LastUri, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_OfAServerThatFallsSilent_StallsThenReconnects()
    {
        using RtspServer server = new(framesPerConnection: 2, silentAfterwards: true);
        using Camera camera = Camera.Open($"rtsp://{server.Host}/live?latency=0&timeout=1s", Hasty);
        List<CameraStatus> steps = [];
        camera.StatusChanged += (_, step) => steps.Add(step.Current);

        ReadUntil(camera, () => camera.ReconnectCount >= 1 && camera.Status == CameraStatus.Running);

        // In between there may be attempts in vain: this machine decides.
        Assert.Equal(
            [CameraStatus.Running, CameraStatus.Stalled, CameraStatus.Reconnecting],
            steps.SkipWhile(status => status == CameraStatus.Reconnecting).Take(3));
        Assert.Equal(CameraStatus.Running, steps[^1]);
    }

    [Fact]
    public void TryRead_OfAHostThatRefuses_ReconnectsAndNeverPrintsThePassword()
    {
        using Camera camera = Camera.Open("rtsp://me:hunter2@127.0.0.1:1/live?timeout=1s", Hasty);
        List<string> reasons = [];
        camera.StatusChanged += (_, step) => reasons.Add(step.Reason);

        ReadUntil(camera, () => camera.ReconnectCount >= 2);

        Assert.Equal(CameraStatus.Reconnecting, camera.Status);
        Assert.Contains("127.0.0.1", camera.Name, StringComparison.Ordinal);
        Assert.All([.. reasons, camera.Name, camera.ToString(), camera.Failure!.ToString()],
            text => Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 6)]
    [InlineData(3, 6)]
    public void TryRead_OfAServerThatHangsUp_ReconnectsAndHoldsNoMoreThanBefore(int frames, int reconnects)
        => Reconnect(frames, reconnects);

    [Theory]
    [Trait("Category", "long")]
    [InlineData(0, 200)]
    [InlineData(3, 200)]
    public void TryRead_OfAServerThatHangsUpTwoHundredTimes_HoldsNoMoreThanBefore(int frames, int reconnects)
        => Reconnect(frames, reconnects);

    private static void Reconnect(int frames, int reconnects)
    {
        using RtspServer server = new(frames);
        using Camera camera = Camera.Open($"rtsp://{server.Host}/live?latency=0&timeout=5s", Hasty);
        // The first ones load plug-ins and fill GStreamer's pools of threads.
        ReadUntil(camera, () => camera.ReconnectCount >= 5);
        (int handles, int threads, long bytes) = (ProcessCounts.Handles, ProcessCounts.Threads, ProcessCounts.ResidentBytes);
        long captured = camera.CapturedCount;

        ReadUntil(camera, () => camera.ReconnectCount >= 5 + reconnects);

        Assert.InRange(server.Connections, reconnects, int.MaxValue);
        Assert.Equal(frames > 0, camera.CapturedCount > captured);
        // A connection that is being made or undone has some of its own.
        Assert.InRange(ProcessCounts.Handles, 0, handles + 20);
        Assert.InRange(ProcessCounts.Threads, 0, threads + 12);
        // The .NET heap and malloc's arenas breathe; a pipeline that stayed would hold 100 KiB and more.
        Assert.InRange(ProcessCounts.ResidentBytes - bytes, long.MinValue, (16 << 20) + (reconnects * 32_768L));
    }

    private static void ReadUntil(Camera camera, Func<bool> done)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!done())
        {
            if (camera.TryRead(TimeSpan.FromMilliseconds(50), out Frame frame))
            {
                frame.Dispose();
            }

            // 600 s: a bound for a test that would hang, not a demand on speed.
            Assert.True(
                TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(600), $"Stuck in {camera}: {camera.Failure}");
        }
    }
}
