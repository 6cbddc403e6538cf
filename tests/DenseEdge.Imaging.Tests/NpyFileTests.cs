using System.Text;

namespace DenseEdge.Imaging.Tests;

public sealed class NpyFileTests
{
    [Fact]
    public void Read_OfAWrittenArray_GivesShapeAndNumbers()
    {
        using var folder = new TempFolder();
        float[] values = [1.5f, -2, 3, 4, 5, float.NaN];

        NpyFile.Write(folder.Of("a.npy"), values, 2, 3);
        NpyArray read = NpyFile.Read(folder.Of("a.npy"));

        Assert.Equal([2, 3], read.Shape);
        Assert.Equal("<f4", read.ElementType);
        Assert.Equal(values, read.ToSingles());
        Assert.Equal(0, (File.ReadAllBytes(folder.Of("a.npy")).Length - (6 * 4)) % 64);
    }

    [Theory]
    [InlineData("|u1", new byte[] { 1, 255 }, new[] { 1, 255 })]
    [InlineData("|i1", new byte[] { 1, 255 }, new[] { 1, -1 })]
    [InlineData("|b1", new byte[] { 0, 1 }, new[] { 0, 1 })]
    [InlineData("<u2", new byte[] { 1, 1, 255, 255 }, new[] { 257, 65535 })]
    [InlineData("<i2", new byte[] { 1, 1, 255, 255 }, new[] { 257, -1 })]
    [InlineData("<i4", new byte[] { 1, 0, 0, 0, 254, 255, 255, 255 }, new[] { 1, -2 })]
    [InlineData("<i8", new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 254, 255, 255, 255, 255, 255, 255, 255 }, new[] { 1, -2 })]
    public void Read_OfIntegers_GivesThem(string type, byte[] data, int[] expected)
    {
        NpyArray read = ReadOf(Header($"{{'descr': '{type}', 'fortran_order': False, 'shape': (2,), }}", 1), data);

        Assert.Equal(expected, read.ToInt32s());
        Assert.Equal(expected.Select(value => (float)value), read.ToSingles());
    }

    [Fact]
    public void Read_OfFloat64InVersion2_GivesThem()
    {
        byte[] data = [.. BitConverter.GetBytes(1.25), .. BitConverter.GetBytes(-7.0)];

        NpyArray read = ReadOf(Header("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }", 2), data);

        Assert.Equal([1.25f, -7], read.ToSingles());
        Assert.Throws<InvalidDataException>(read.ToInt32s);
    }

    [Fact]
    public void Read_InFortranOrder_GivesCOrder()
    {
        // Element (i, j, k) of (2, 3, 2) is 100 i + 10 j + k; the first index is the fastest in the file.
        byte[] data = [.. from k in Enumerable.Range(0, 2)
                          from j in Enumerable.Range(0, 3)
                          from i in Enumerable.Range(0, 2)
                          select (byte)((100 * i) + (10 * j) + k)];

        NpyArray read = ReadOf(Header("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 2), }", 1), data);

        Assert.Equal([0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121], read.ToInt32s());
    }

    [Fact]
    public void Read_OfBigEndianNumbers_GivesThem()
    {
        NpyArray read = ReadOf(Header("{'descr': '>f4', 'fortran_order': False, 'shape': (), }", 1), [0x3f, 0xc0, 0, 0]);

        Assert.Empty(read.Shape);
        Assert.Equal([1.5f], read.ToSingles());
    }

    [Fact]
    public void Read_OfHalfsAndUnsigned64_GivesThem()
    {
        NpyArray halfs = ReadOf(Header("{'descr': '<f2', 'fortran_order': False, 'shape': (2,), }", 1), [0, 0x3c, 0, 0xc0]);
        NpyArray large = ReadOf(
            Header("{'descr': '<u8', 'fortran_order': False, 'shape': (1,), }", 1), [255, 255, 255, 255, 255, 255, 255, 255]);

        Assert.Equal([1f, -2f], halfs.ToSingles());
        Assert.Equal([18446744073709551615.0], large.ToDoubles());
        Assert.Throws<InvalidDataException>(large.ToInt64s);
    }

    [Fact]
    public void Read_OfTexts_GivesThemWithoutTheirFilling()
    {
        byte[] data = Encoding.UTF32.GetBytes("edge\0\0sémsgé");

        NpyArray read = ReadOf(Header("{'descr': '<U6', 'fortran_order': False, 'shape': (2,), }", 1), data);

        Assert.True(read.IsText);
        Assert.Equal(["edge", "sémsgé"], read.ToStrings());
        Assert.Throws<InvalidDataException>(read.ToSingles);
    }

    [Fact]
    public void Read_OfAnEmptyArray_GivesNothing()
    {
        NpyArray read = ReadOf(Header("{'descr': '<f4', 'fortran_order': True, 'shape': (0, 3), }", 1), []);

        Assert.Equal([0, 3], read.Shape);
        Assert.Empty(read.ToSingles());
    }

    [Theory]
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", "'<c8'")]
    [InlineData("{'descr': '<Ux', 'fortran_order': False, 'shape': (1,), }", "'<Ux'")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647), }", "damaged")]
    [InlineData("{'descr': '!f4', 'fortran_order': False, 'shape': (1,), }", "'!f4'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000, 2000000000, 2000000000), }", "damaged")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "'|O'")]
    [InlineData("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }", "records")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "expected 8 bytes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, }", "no shape")]
    public void Read_OfAnUnsupportedArray_SaysWhatIsWrong(string header, string expected)
    {
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => ReadOf(Header(header, 1), new byte[4]));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(">f4", new byte[] { 0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0 }, new[] { 1f, -2f })]
    [InlineData("<f2", new byte[] { 0, 0x3c, 0, 0xc0 }, new[] { 1f, -2f })]
    [InlineData(">f2", new byte[] { 0x3c, 0, 0xc0, 0 }, new[] { 1f, -2f })]
    [InlineData(">i2", new byte[] { 1, 0, 0xff, 0xff }, new[] { 256f, -1f })]
    [InlineData(">u4", new byte[] { 0, 0, 1, 0, 0x80, 0, 0, 0 }, new[] { 256f, 2147483648f })]
    [InlineData("<u8", new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80 }, new[] { 1f, 9223372036854775808f })]
    [InlineData(">f8", new byte[] { 0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0 }, new[] { 1f, -2f })]
    public void Read_OfOtherTypesAndByteOrders_GivesTheNumbers(string type, byte[] data, float[] expected)
    {
        NpyArray read = ReadOf(Header($"{{'descr': '{type}', 'fortran_order': False, 'shape': (2,), }}", 1), data);

        Assert.Equal(expected, read.ToSingles());
    }

    [Fact]
    public void Read_OfFortranOrder_TurnsColumnsIntoRows()
    {
        // [2, 3, 2] with element (i, j, k) = 100i + 10j + k, the first index fastest.
        ushort[] stored = [0, 100, 10, 110, 20, 120, 1, 101, 11, 111, 21, 121];
        byte[] data = [.. stored.SelectMany(value => new[] { (byte)(value >> 8), (byte)value })];

        NpyArray read = ReadOf(Header("{'descr': '>u2', 'fortran_order': True, 'shape': (2, 3, 2), }", 1), data);

        Assert.Equal([0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121], read.ToInt32s());
    }

    [Fact]
    public void ToLabels_OfWholeFloats_GivesIntegers_AndRefusesOthers()
    {
        byte[] whole = [.. BitConverter.GetBytes(-1f), .. BitConverter.GetBytes(12f)];
        byte[] half = [.. BitConverter.GetBytes(0.5f), .. BitConverter.GetBytes(float.NaN)];
        byte[] head = Header("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 1);

        Assert.Equal([-1, 12], ReadOf(head, whole).ToLabels());
        Assert.Contains("0.5", Assert.Throws<InvalidDataException>(ReadOf(head, half).ToLabels).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAnotherVersion_NamesIt()
    {
        byte[] head = Header("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", 1);
        head[6] = 4;

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => ReadOf(head, new byte[4]));

        Assert.Contains("version 4.0", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfText_SaysThatItIsNoArray()
    {
        Assert.Throws<InvalidDataException>(() => ReadOf([], Encoding.ASCII.GetBytes("this is some text")));
    }

    [Fact]
    public void Write_OfTooFewNumbers_TellsBothCounts()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => NpyFile.Write("a.npy", new float[5], 2, 3));

        Assert.Contains("Expected 6 numbers for the shape (2, 3), got 5", e.Message, StringComparison.Ordinal);
    }

    private static NpyArray ReadOf(byte[] head, byte[] data)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.Of("a.npy"), [.. head, .. data]);
        return NpyFile.Read(folder.Of("a.npy"));
    }

    private static byte[] Header(string text, byte version)
    {
        byte[] length = version == 1 ? [(byte)text.Length, 0] : [(byte)text.Length, 0, 0, 0];
        return [0x93, .. Encoding.ASCII.GetBytes("NUMPY"), version, 0, .. length, .. Encoding.ASCII.GetBytes(text)];
    }
}
