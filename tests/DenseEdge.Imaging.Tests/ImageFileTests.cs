using DenseEdge.Contracts;

namespace DenseEdge.Imaging.Tests;

public sealed class ImageFileTests
{
    [Fact]
    public void Read_OfAWrittenPng_GivesTheSamePixels()
    {
        using var folder = new TempFolder();
        Rgb24Image image = Ramp(5, 7);

        ImageFile.Write(folder.Of("new/folder/ramp.png"), image);
        Rgb24Image read = ImageFile.Read(folder.Of("new/folder/ramp.png"));

        Assert.Equal((5, 7), (read.Height, read.Width));
        Assert.Equal(image.Pixels.ToArray(), read.Pixels.ToArray());
    }

    [Fact]
    public void Read_OfAWrittenJpeg_KeepsRedRed()
    {
        using var folder = new TempFolder();
        var image = new Rgb24Image(16, 16);
        for (int i = 0; i < image.Pixels.Length; i += 3)
        {
            image.Pixels[i] = 220;
        }

        ImageFile.Write(folder.Of("red.jpg"), image);
        Rgb24Image read = ImageFile.Read(folder.Of("red.jpg"));

        // JPEG keeps a flat colour within a few levels.
        Assert.InRange(read.Pixels[0], 212, 228);
        Assert.InRange(read.Pixels[2], 0, 8);
    }

    [Fact]
    public void Read_OfAMissingFile_NamesIt()
    {
        FileNotFoundException e = Assert.Throws<FileNotFoundException>(() => ImageFile.Read("/nonexistent/a.png"));

        Assert.Contains("/nonexistent/a.png", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfText_SaysThatItIsNoImage()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.Of("a.png"), "not an image");

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => ImageFile.Read(folder.Of("a.png")));

        Assert.Contains("a.png' is not an image", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAnEmptyFile_SaysSo()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.Of("a.png"), []);

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => ImageFile.Read(folder.Of("a.png")));

        Assert.Contains("is empty", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WithAnUnknownExtension_WritesNothing()
    {
        using var folder = new TempFolder();

        Assert.Throws<ArgumentException>(() => ImageFile.Write(folder.Of("a.txt"), Ramp(2, 2)));

        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void Write_OverAnOldFile_LeavesNoOtherFileBehind()
    {
        using var folder = new TempFolder();
        ImageFile.Write(folder.Of("a.png"), Ramp(2, 2));

        ImageFile.Write(folder.Of("a.png"), Ramp(3, 4));

        Assert.Equal(3, ImageFile.Read(folder.Of("a.png")).Height);
        Assert.Single(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void Resize_ToHalf_AveragesAreas()
    {
        var image = new Rgb24Image(2, 2, [10, 0, 1, 20, 0, 1, 30, 0, 1, 40, 0, 1]);

        Rgb24Image half = ImageResizer.Resize(image, 1, 1);

        Assert.Equal([25, 0, 1], half.Pixels.ToArray());
    }

    [Fact]
    public void Resize_ToTwiceTheWidth_KeepsHeightAndEnds()
    {
        var image = new Rgb24Image(1, 2, [0, 0, 0, 200, 100, 50]);

        Rgb24Image wide = ImageResizer.Resize(image, 1, 4);

        Assert.Equal((1, 4), (wide.Height, wide.Width));
        Assert.Equal([0, 0, 0], wide.Pixels[..3].ToArray());
        Assert.Equal([200, 100, 50], wide.Pixels[9..].ToArray());
    }

    [Fact]
    public void Resize_ToTheSameSize_IsTheSameImage()
    {
        Rgb24Image image = Ramp(2, 3);

        Assert.Same(image, ImageResizer.Resize(image, 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageResizer.Resize(image, 0, 3));
    }

    internal static Rgb24Image Ramp(int height, int width)
    {
        var image = new Rgb24Image(height, width);
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)(i * 7 % 256);
        }

        return image;
    }
}
