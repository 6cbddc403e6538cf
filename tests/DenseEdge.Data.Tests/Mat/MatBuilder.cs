using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace DenseEdge.Data.Tests.Mat;

/// <summary>Writes MATLAB files of level 5, as MATLAB and SciPy do.</summary>
internal sealed class MatBuilder(bool bigEndian = false, bool compressed = false)
{
    private const int Int8 = 1;
    private const int UInt16 = 4;
    private const int Int32 = 5;
    private const int UInt32 = 6;
    private const int Matrix = 14;
    private const int Compressed = 15;

    private readonly List<byte[]> _variables = [];

    /// <summary>Adds a variable that one of the other methods made.</summary>
    internal MatBuilder Add(byte[] matrix)
    {
        _variables.Add(matrix);
        return this;
    }

    /// <summary>
    /// Numbers, the first dimension fastest. The kind is the class: 6 double, 7 single, 8 int8, 9 uint8, ... 15 uint64; the
    /// storage is the type stored: 1 int8, 2 uint8, ... 7 single, 9 double, 12 int64, 13 uint64.
    /// </summary>
    internal byte[] Numbers(
        string name, int kind, int storage, int[] shape, double[] columns, bool logical = false, bool complex = false) =>
        Array(name, kind, shape, (logical ? 2 : 0) | (complex ? 8 : 0), Element(storage, Stored(storage, columns)));

    /// <summary>Doubles row by row, stored in columns.</summary>
    internal byte[] Rows(string name, int height, int width, IReadOnlyList<int> rows, int kind = 6, int storage = 2)
    {
        double[] columns = new double[rows.Count];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                columns[(x * height) + y] = rows[(y * width) + x];
            }
        }

        return Numbers(name, kind, storage, [height, width], columns);
    }

    internal byte[] Text(string name, string text) =>
        Array(name, 4, [1, text.Length], 0, Element(UInt16, Stored(UInt16, [.. text.Select(c => (double)c)])));

    internal byte[] Cell(string name, int[] shape, params byte[][] cells) => Array(name, 1, shape, 0, cells);

    internal byte[] Struct(string name, int[] shape, string[] fields, params byte[][] values)
    {
        const int Length = 16;
        byte[] names = new byte[fields.Length * Length];
        for (int i = 0; i < fields.Length; i++)
        {
            Encoding.ASCII.GetBytes(fields[i]).CopyTo(names, i * Length);
        }

        return Array(name, 2, shape, 0, [Element(Int32, Stored(Int32, [Length])), Element(Int8, names), .. values]);
    }

    /// <summary>An array of any class; its parts are given.</summary>
    internal byte[] Array(string name, int kind, int[] shape, int flags, params byte[][] parts)
    {
        byte[] words = Stored(UInt32, [kind | (flags << 8), 0]);
        return Element(Matrix,
        [
            .. Element(UInt32, words),
            .. Element(Int32, Stored(Int32, [.. shape.Select(side => (double)side)])),
            .. Element(Int8, Encoding.ASCII.GetBytes(name)),
            .. parts.SelectMany(part => part),
        ]);
    }

    /// <summary>An element; up to 4 bytes go into the tag.</summary>
    internal byte[] Element(int type, byte[] data)
    {
        if (data.Length is > 0 and <= 4 && type != Matrix)
        {
            byte[] small = [.. Stored(UInt32, [(data.Length << 16) | type]), 0, 0, 0, 0];
            data.CopyTo(small, 4);
            return small;
        }

        int padding = type == Compressed ? 0 : (8 - (data.Length % 8)) % 8;
        return [.. Stored(UInt32, [type, data.Length]), .. data, .. new byte[padding]];
    }

    internal byte[] ToBytes(int version = 0x0100)
    {
        byte[] header = new byte[128];
        header.AsSpan().Fill((byte)' ');
        Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file, written by a test").CopyTo(header, 0);
        Stored(UInt16, [version]).CopyTo(header, 124);
        Encoding.ASCII.GetBytes(bigEndian ? "MI" : "IM").CopyTo(header, 126);
        return [.. header, .. _variables.SelectMany(variable => compressed ? Element(Compressed, Deflate(variable)) : variable)];
    }

    internal void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, ToBytes());
    }

    internal static byte[] Deflate(byte[] data)
    {
        using MemoryStream target = new();
        using (ZLibStream zlib = new(target, CompressionLevel.Fastest))
        {
            zlib.Write(data);
        }

        return target.ToArray();
    }

    private byte[] Stored(int storage, double[] values)
    {
        int width = storage switch { 1 or 2 => 1, 3 or 4 => 2, 5 or 6 or 7 => 4, _ => 8 };
        byte[] bytes = new byte[values.Length * width];
        for (int i = 0; i < values.Length; i++)
        {
            Span<byte> at = bytes.AsSpan(i * width, width);
            switch (storage)
            {
                case 1: at[0] = unchecked((byte)(sbyte)values[i]); break;
                case 2: at[0] = (byte)values[i]; break;
                case 3: BinaryPrimitives.WriteInt16LittleEndian(at, (short)values[i]); break;
                case 4: BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)values[i]); break;
                case 5: BinaryPrimitives.WriteInt32LittleEndian(at, (int)values[i]); break;
                case 6: BinaryPrimitives.WriteUInt32LittleEndian(at, (uint)values[i]); break;
                case 7: BinaryPrimitives.WriteSingleLittleEndian(at, (float)values[i]); break;
                case 9: BinaryPrimitives.WriteDoubleLittleEndian(at, values[i]); break;
                case 12: BinaryPrimitives.WriteInt64LittleEndian(at, (long)values[i]); break;
                default: BinaryPrimitives.WriteUInt64LittleEndian(at, (ulong)values[i]); break;
            }

            if (bigEndian)
            {
                at.Reverse();
            }
        }

        return bytes;
    }
}
