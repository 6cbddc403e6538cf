using DenseEdge.Contracts;

namespace DenseEdge.Imaging.Tests;

public sealed class VideoFileTests
{
    [Theory]
    [InlineData("video.mp4")]
    [InlineData("video.avi")]
    public void Open_OfAWrittenVideo_GivesItsFrames(string name)
    {
        using var folder = new TempFolder();
        using (VideoWriterFile writer = VideoWriterFile.Create(folder.Of(name), 48, 64, 20))
        {
            for (int i = 0; i < 6; i++)
            {
                var frame = new Rgb24Image(48, 64);
                frame.Pixels.Fill((byte)(30 * i));
                writer.Write(frame);
            }

            Assert.Equal(6, writer.FrameCount);
        }

        using VideoFile video = VideoFile.Open(folder.Of(name));

        Assert.Equal((48, 64, 6, 20.0), (video.Height, video.Width, video.FrameCount, video.FramesPerSecond));

        // Both codecs keep a flat grey within a few levels.
        int[] levels = [.. video.Select(frame => (int)frame.Pixels[(24 * 64 * 3) + 96])];
        Assert.Equal(6, levels.Length);
        Assert.All(levels.Select((level, i) => level - (30 * i)), error => Assert.InRange(error, -6, 6));
    }

    [Fact]
    public void Open_OfAMissingFile_NamesIt()
    {
        FileNotFoundException e = Assert.Throws<FileNotFoundException>(() => VideoFile.Open("/nonexistent/a.mp4"));

        Assert.Contains("/nonexistent/a.mp4", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfText_SaysThatItIsNoVideo()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.Of("a.mp4"), "not a video");

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => VideoFile.Open(folder.Of("a.mp4")));

        Assert.Contains("can't be opened as a video", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OfAFrameOfAnotherSize_TellsBothSizes()
    {
        using var folder = new TempFolder();
        using VideoWriterFile writer = VideoWriterFile.Create(folder.Of("a.avi"), 48, 64, 20);

        ArgumentException e = Assert.Throws<ArgumentException>(() => writer.Write(new Rgb24Image(2, 3)));

        Assert.Contains("48x64", e.Message, StringComparison.Ordinal);
        Assert.Contains("2x3", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithAnUnknownExtension_SaysWhichAreKnown()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => VideoWriterFile.Create("a.mkv", 2, 2, 1));

        Assert.Contains(".mp4 or .avi", e.Message, StringComparison.Ordinal);
    }
}
