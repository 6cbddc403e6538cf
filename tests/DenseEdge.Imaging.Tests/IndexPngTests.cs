using DenseEdge.Contracts;
using OpenCvSharp;

namespace DenseEdge.Imaging.Tests;

public sealed class IndexPngTests
{
    [Fact]
    public void Read_OfAWrittenPalette_GivesTheNumbersAndNotTheColours()
    {
        using var folder = new TempFolder();
        byte[] labels = [0, 1, 2, 2, 255, 1];
        LabelClass[] classes = [new("a", 1, 2, 3), new("b", 200, 100, 50), new("c", 9, 9, 9)];

        IndexPng.Write(folder.Of("labels.png"), labels, 2, 3, classes);
        IndexImage read = IndexPng.Read(folder.Of("labels.png"));

        Assert.Equal((2, 3, 8), (read.Height, read.Width, read.BitDepth));
        Assert.Equal(labels, read.Values.Select(value => (byte)value));
        Rgb24Image colors = ImageFile.Read(folder.Of("labels.png"));
        Assert.Equal([1, 2, 3, 200, 100, 50, 9, 9, 9, 9, 9, 9, 0, 0, 0, 200, 100, 50], colors.Pixels.ToArray());
    }

    [Fact]
    public void Read_OfWritten8Bits_GivesTheNumbersToAnyReader()
    {
        using var folder = new TempFolder();
        byte[] values = [0, 1, 127, 128, 254, 255];

        IndexPng.Write8(folder.Of("edge.png"), values, 2, 3);

        IndexImage read = IndexPng.Read(folder.Of("edge.png"));
        Assert.Equal((2, 3, 8), (read.Height, read.Width, read.BitDepth));
        Assert.Equal(values, read.Values.Select(value => (byte)value));
        using Mat other = Cv2.ImRead(folder.Of("edge.png"), ImreadModes.Unchanged);
        Assert.Equal(254, other.Get<byte>(1, 1));
    }

    [Fact]
    public void Read_OfWritten16Bits_GivesTheNumbers()
    {
        using var folder = new TempFolder();
        ushort[] values = [0, 1, 255, 256, 1234, 65535];

        IndexPng.Write16(folder.Of("depth.png"), values, 3, 2);

        IndexImage read = IndexPng.Read(folder.Of("depth.png"));
        Assert.Equal((3, 2, 16), (read.Height, read.Width, read.BitDepth));
        Assert.Equal(values, read.Values);
        using Mat other = Cv2.ImRead(folder.Of("depth.png"), ImreadModes.Unchanged);
        Assert.Equal(1234, other.Get<ushort>(2, 0));
    }

    [Theory]
    [InlineData(1, 3, new byte[] { 0, 0b1010_0000 }, new ushort[] { 1, 0, 1 })]
    [InlineData(2, 3, new byte[] { 0, 0b11_01_10_00 }, new ushort[] { 3, 1, 2 })]
    [InlineData(4, 3, new byte[] { 0, 0x1F, 0x70 }, new ushort[] { 1, 15, 7 })]
    [InlineData(8, 3, new byte[] { 0, 7, 8, 9 }, new ushort[] { 7, 8, 9 })]
    public void Decode_OfSmallPalettes_Unpacks(byte bits, byte colorType, byte[] rows, ushort[] expected)
    {
        IndexImage image = IndexPng.Decode(PngBuilder.Make(3, 1, bits, colorType, rows), "a.png");

        Assert.Equal(expected, image.Values);
    }

    [Fact]
    public void Decode_OfAllFilters_UndoesThem()
    {
        // Each row is 10 20 30, then every number grows by 5 per row; the last row uses Paeth.
        byte[] rows =
        [
            0, 10, 20, 30,
            1, 15, 10, 10,                  // Sub: 15, 25-15, 35-25
            2, 5, 5, 5,                     // Up: 20, 30, 40
            3, 15, 8, 8,                    // Average: 25-20/2, 35-(25+30)/2, 45-(35+40)/2
            4, 5, 5, 5,                     // Paeth: 30-25, 40-35, 50-45
        ];

        IndexImage image = IndexPng.Decode(PngBuilder.Make(3, 5, 8, 0, rows), "a.png");

        Assert.Equal([10, 20, 30, 15, 25, 35, 20, 30, 40, 25, 35, 45], image.Values[..12]);
        Assert.Equal([30, 40, 50], image.Values[12..]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decode_OfWhatOpenCvWrote_GivesTheSameNumbers(bool filtered)
    {
        using var image = new Mat(37, 53, MatType.CV_16UC1);
        var random = new Random(3);
        for (int y = 0; y < 37; y++)
        {
            for (int x = 0; x < 53; x++)
            {
                image.Set(y, x, (ushort)((x * 300) + (y * 17) + random.Next(40)));
            }
        }

        // zlib strategy 1 is "filtered": libpng then picks a filter per row.
        int[] settings = filtered ? [17, 1, 16, 9] : [16, 1];
        Assert.True(Cv2.ImEncode(".png", image, out byte[] bytes, settings));
        IndexImage read = IndexPng.Decode(bytes, "a.png");

        IEnumerable<ushort> expected = Enumerable.Range(0, 37 * 53).Select(i => image.Get<ushort>(i / 53, i % 53));
        Assert.Equal(expected, read.Values);
    }

    [Fact]
    public void Decode_OfColours_SaysSo()
    {
        byte[] file = PngBuilder.Make(1, 1, 8, 2, [0, 1, 2, 3]);

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => IndexPng.Decode(file, "a.png"));

        Assert.Contains("'a.png' holds RGB colour pixels", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OfAnInterlacedFile_SaysSo()
    {
        byte[] file = PngBuilder.Make(1, 1, 8, 3, [0, 1], interlaced: true);

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => IndexPng.Decode(file, "a.png"));

        Assert.Contains("interlaced", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OfAChangedByte_FindsTheChecksum()
    {
        byte[] file = PngBuilder.Make(1, 1, 8, 3, [0, 1]);
        file[20] ^= 1;

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => IndexPng.Decode(file, "a.png"));

        Assert.Contains("checksum of its part IHDR", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OfHalfAFile_SaysThatItEndsTooEarly()
    {
        byte[] file = PngBuilder.Make(4, 4, 8, 3, new byte[20]);

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => IndexPng.Decode(file[..60], "a.png"));

        Assert.Contains("ends too early", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OfTooFewRows_TellsBothLengths()
    {
        byte[] file = PngBuilder.Make(2, 3, 8, 0, [0, 1, 2]);

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => IndexPng.Decode(file, "a.png"));

        Assert.Contains("expected 9 bytes of pixels, found 3", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OfAnUnknownFilter_NamesIt()
    {
        byte[] file = PngBuilder.Make(1, 1, 8, 0, [9, 1]);

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => IndexPng.Decode(file, "a.png"));

        Assert.Contains("no row filter 9", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfText_SaysThatItIsNoPng()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.Of("a.png"), "text");

        Assert.Throws<InvalidDataException>(() => IndexPng.Read(folder.Of("a.png")));
        Assert.Throws<FileNotFoundException>(() => IndexPng.Read(folder.Of("b.png")));
    }

    [Fact]
    public void Write_OfTooFewLabels_TellsBothCounts()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => IndexPng.Write("a.png", new byte[5], 2, 3, []));

        Assert.Contains("Expected 6 numbers for 2x3 pixels, got 5", e.Message, StringComparison.Ordinal);
    }
}
