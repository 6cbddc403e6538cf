using DenseEdge.Cameras.Tests.Support;

namespace DenseEdge.Cameras.Tests.Sources;

/// <summary>Video files through both libraries. A machine without one of them fails: tools/setup/setup installs both.</summary>
public sealed class VideoFileCameraTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("gstreamer", "video.mp4")]
    [InlineData("gstreamer", "video.avi")]
    [InlineData("opencv", "video.mp4")]
    public void Open_OfAVideo_GivesEveryFrameInOrder(string backend, string name)
    {
        using var folder = new TempFolder();
        string path = Videos.WriteGreys(folder.Of(name), 7);
        using Camera camera = Camera.Open($"file://{path}?backend={backend}");

        List<(int Level, long Number, double AtMs)> frames =
            [.. camera.Select(frame => (
                (int)frame.Pixels[(24 * 64 * 3) + 96], frame.SequenceNumber, frame.MediaTime!.Value.TotalMilliseconds))];

        Assert.Equal(7, frames.Count);
        Assert.Equal((CameraStatus.Ended, 7L, 0L), (camera.Status, camera.CapturedCount, camera.DroppedCount));
        Assert.Equal((64, 48, 20.0), (camera.Granted!.Width, camera.Granted.Height, camera.Granted.FramesPerSecond));
        for (int i = 0; i < 7; i++)
        {
            // Codecs keep a flat grey within a few levels.
            Assert.InRange(frames[i].Level, 20 + (30 * i) - 6, 20 + (30 * i) + 6);
            Assert.Equal(i, frames[i].Number);
        }

        // 20 frames a second; OpenCV tells the position of the frame after in some of its readers.
        Assert.Equal(50, frames[6].AtMs - frames[5].AtMs, 1.0);
    }

    [Theory]
    [InlineData("gstreamer")]
    [InlineData("opencv")]
    public void Open_WithLoop_BeginsAgain(string backend)
    {
        using var folder = new TempFolder();
        string path = Videos.WriteGreys(folder.Of("video.avi"), 3);
        using Camera camera = Camera.Open($"file://{path}?backend={backend}&loop=1");

        int[] levels = [.. camera.Take(8).Select(frame => (int)Math.Round((frame.Pixels[300] - 20) / 30.0))];

        Assert.Equal([0, 1, 2, 0, 1, 2, 0, 1], levels);
    }

    [Theory]
    [InlineData("gstreamer")]
    [InlineData("opencv")]
    public void Open_InRealTime_DropsWhatNobodyTook(string backend)
    {
        using var folder = new TempFolder();
        string path = Videos.WriteGreys(folder.Of("video.avi"), 7);
        using Camera camera = Camera.Open($"file://{path}?backend={backend}&realtime=1");

        int count = camera.Count();

        Assert.Equal(camera.CapturedCount, count + camera.DroppedCount);
        Assert.Equal(CameraStatus.Ended, camera.Status);
    }

    [Theory]
    [InlineData("gstreamer")]
    [InlineData("opencv")]
    public void Open_OfText_SaysThatItCannotBeRead(string backend)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.Of("a.mp4"), "not a video, only a few words about one");

        CameraException e = Assert.Throws<CameraException>(() => Camera.Open($"file://{folder.Of("a.mp4")}?backend={backend}"));

        Assert.Contains("a.mp4", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfAMissingFile_NamesIt()
        => Assert.Contains(
            "/no/such.mp4", Assert.Throws<FileNotFoundException>(() => Camera.Open("/no/such.mp4")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Open_OfAMissingDevice_SaysSoAtOnce()
    {
        foreach (string backend in (string[])["gstreamer", "opencv"])
        {
            CameraException e = Assert.Throws<CameraException>(() => Camera.Open($"v4l2:///dev/video97?backend={backend}"));
            Assert.Contains("/dev/video97", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TryRead_OfAVideoThroughGStreamer_AllocatesNothingAfterWarmUp()
    {
        using var folder = new TempFolder();
        string path = Videos.WriteGreys(folder.Of("video.avi"), 7);
        using Camera camera = Camera.Open($"file://{path}?backend=gstreamer&loop=1");
        Read(camera, 30);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(camera, 100);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("gstreamer", 20)]
    [InlineData("opencv", 20)]
    [InlineData("test", 20)]
    [InlineData("images", 20)]
    public void OpenAndClose_AgainAndAgain_HoldsNoMoreThanBefore(string kind, int cycles) => Cycle(kind, cycles);

    [Theory]
    [Trait("Category", "long")]
    [InlineData("gstreamer", 1000)]
    [InlineData("opencv", 1000)]
    [InlineData("test", 1000)]
    [InlineData("images", 1000)]
    public void OpenAndClose_AThousandTimes_HoldsNoMoreThanBefore(string kind, int cycles) => Cycle(kind, cycles);

    private static void Cycle(string kind, int cycles)
    {
        using var folder = new TempFolder();
        string path = Videos.WriteGreys(folder.Of("video.avi"), 3);
        Imaging.ImageFile.Write(folder.Of("a.png"), new Contracts.Rgb24Image(4, 5));
        string uri = kind switch
        {
            "test" => "test://?width=64&height=48&fps=0",
            "images" => $"dir://{folder.Path}",
            _ => $"file://{path}?backend={kind}&realtime=1",
        };
        // The first ones load libraries and fill GStreamer's pools of threads.
        OpenAndClose(uri, 10);
        (int handles, int threads, long bytes) = (ProcessCounts.Handles, ProcessCounts.Threads, ProcessCounts.ResidentBytes);

        OpenAndClose(uri, cycles);

        Assert.InRange(ProcessCounts.Handles, 0, handles + 3);
        Assert.InRange(ProcessCounts.Threads, 0, threads + 3);
        // The .NET heap and malloc's arenas breathe; 16 KiB a cycle would be a leak of a frame (64 x 48 x 3 bytes) or more.
        Assert.InRange(ProcessCounts.ResidentBytes - bytes, long.MinValue, (8 << 20) + (cycles * 4096L));
    }

    private static void OpenAndClose(string uri, int times)
    {
        for (int i = 0; i < times; i++)
        {
            using Camera camera = Camera.Open(uri);
            Read(camera, 1);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static void Read(Camera camera, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (!camera.TryRead(Patience, out Frame frame))
            {
                throw new InvalidOperationException($"No frame: {camera.Status}.");
            }

            frame.Dispose();
        }
    }
}
