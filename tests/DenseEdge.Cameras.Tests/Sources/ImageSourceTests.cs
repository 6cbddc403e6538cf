using DenseEdge.Cameras.Tests.Support;
using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Cameras.Tests.Sources;

public sealed class ImageSourceTests
{
    [Fact]
    public void Open_OfAFolder_GivesItsImagesByNameWhateverTheirSize()
    {
        using var folder = new TempFolder();
        Write(folder.Of("b.png"), 4, 6, 20);
        Write(folder.Of("a.png"), 3, 5, 10);
        File.WriteAllText(folder.Of("notes.txt"), "no image");
        using Camera camera = Camera.Open(folder.Path);

        Assert.Equal(
            [(5, 3, (byte)10), (6, 4, (byte)20)], camera.Select(frame => (frame.Width, frame.Height, frame.Pixels[0])));
        Assert.Equal(CameraStatus.Ended, camera.Status);
    }

    [Fact]
    public void Open_OfNumberedImages_GoesByTheirNumbers()
    {
        using var folder = new TempFolder();
        foreach (int number in (int[])[9, 10, 100])
        {
            Write(folder.Of($"f{number:00}.png"), 2, 3, (byte)number);
        }

        Write(folder.Of("g10.png"), 2, 3, 1);
        using Camera camera = Camera.Open($"dir://{folder.Path}/f%02d.png?loop=1");

        Assert.Equal([9, 10, 100, 9], camera.Take(4).Select(frame => (int)frame.Pixels[0]));
    }

    [Fact]
    public void Open_OfAnImageThatIsNone_NamesIt()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.Of("a.png"), "no image");

        CameraException e = Assert.Throws<CameraException>(() => Camera.Open(folder.Path));

        Assert.Contains("a.png' is not an image", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfNothing_SaysWhatWasExpected()
    {
        using var folder = new TempFolder();

        Assert.Contains(
            "found none", Assert.Throws<FileNotFoundException>(() => Camera.Open(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "found none",
            Assert.Throws<FileNotFoundException>(() => Camera.Open(folder.Of("%d.png"))).Message, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => Camera.Open("/no/such/folder/%d.png"));
        Assert.Throws<FileNotFoundException>(() => Camera.Open("dir:///no/such/folder"));
    }

    private static void Write(string path, int height, int width, byte level)
    {
        Rgb24Image image = new(height, width);
        image.Pixels.Fill(level);
        ImageFile.Write(path, image);
    }
}
