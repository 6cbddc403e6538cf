namespace OpenCvSharp.Tests;

public sealed class VideoTests
{
    [Fact]
    public void VideoCapture_OfAWrittenFile_GivesTheFrames()
    {
        using var folder = new TempFolder();
        string file = folder.Of("video.avi");
        using (var writer = new VideoWriter(file, FourCC.MJPG, 12, new Size(64, 48)))
        {
            Assert.True(writer.IsOpened());
            for (int i = 0; i < 5; i++)
            {
                using var frame = new Mat(48, 64, MatType.CV_8UC3, Scalar.All(40 * i));
                writer.Write(frame);
            }
        }

        using var capture = new VideoCapture(file);
        Assert.True(capture.IsOpened());
        Assert.Equal((64, 48, 12.0, 5), (capture.FrameWidth, capture.FrameHeight, capture.Fps, capture.FrameCount));
        using var read = new Mat();
        var means = new List<int>();
        while (capture.Read(read))
        {
            means.Add(read.Get<byte>(24, 32));
        }

        Assert.Equal(5, means.Count);

        // JPEG keeps a flat grey within a few levels.
        Assert.All(means.Select((mean, i) => mean - (40 * i)), error => Assert.InRange(error, -4, 4));
    }

    [Fact]
    public void VideoCapture_GrabAndRetrieve_SkipsFrames()
    {
        using var folder = new TempFolder();
        for (int i = 0; i < 3; i++)
        {
            using var frame = new Mat(4, 4, MatType.CV_8UC3, Scalar.All(10 * i));
            Cv2.ImWrite(folder.Of($"frame_{i:00}.png"), frame);
        }

        using var capture = new VideoCapture(folder.Of("frame_%02d.png"), VideoCaptureAPIs.IMAGES);
        using var read = new Mat();

        Assert.True(capture.Grab());
        Assert.True(capture.Grab());
        Assert.True(capture.Retrieve(read));
        Assert.Equal(10, read.Get<byte>(0, 0));
    }

    [Fact]
    public void VideoCapture_OfAMissingFile_IsNotOpened()
    {
        using var capture = new VideoCapture("/nonexistent/video.mp4");

        Assert.False(capture.IsOpened());
    }

    [Fact]
    public void FourCC_OfFourCharacters_HasTheFirstInTheLowestByte()
    {
        Assert.Equal('M' | ('J' << 8) | ('P' << 16) | ('G' << 24), VideoWriter.FourCC('M', 'J', 'P', 'G'));
        Assert.Equal(FourCC.FromString("MJPG"), (FourCC)FourCC.MJPG);
        Assert.Throws<ArgumentException>(() => VideoWriter.FourCC("MJPEG"));
    }
}
