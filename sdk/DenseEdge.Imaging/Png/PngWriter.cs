using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace DenseEdge.Imaging;

/// <summary>Writes PNG files of one number per pixel, without row filters, which suits areas of one label.</summary>
internal static class PngWriter
{
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="bitDepth">8 or 16.</param>
    /// <param name="colorType">PNG's code: 0 grey, 3 palette.</param>
    /// <param name="palette">Red, green, blue per entry; null without a palette.</param>
    /// <param name="pixels">[H, W], big-endian if 16 bits.</param>
    internal static byte[] Encode(
        int height, int width, int bitDepth, int colorType, byte[]? palette, ReadOnlySpan<byte> pixels)
    {
        using var file = new MemoryStream();
        file.Write(PngChunk.Signature);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = (byte)bitDepth;
        header[9] = (byte)colorType;
        WriteChunk(file, "IHDR", header);
        if (palette is not null)
        {
            WriteChunk(file, "PLTE", palette);
        }

        WriteChunk(file, "IDAT", Deflate(pixels, width * bitDepth / 8));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    internal static void WriteChunk(Stream file, string type, ReadOnlySpan<byte> data)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(typed));
        file.Write(number);
    }

    private static byte[] Deflate(ReadOnlySpan<byte> pixels, int rowBytes)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int start = 0; start < pixels.Length; start += rowBytes)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(start, rowBytes));
            }
        }

        return compressed.ToArray();
    }
}
