using System.Buffers.Binary;
using System.IO.Compression;

namespace DenseEdge.Imaging.Tests;

/// <summary>Makes PNG files part by part, also those that a writer should not make.</summary>
internal static class PngBuilder
{
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="bits">Bits per number.</param>
    /// <param name="colorType">0 grey, 2 colour, 3 palette.</param>
    /// <param name="rows">Filter byte and bytes of each row, filtered already.</param>
    /// <param name="interlaced">Whether the header says so.</param>
    internal static byte[] Make(int width, int height, byte bits, byte colorType, byte[] rows, bool interlaced = false)
    {
        using var file = new MemoryStream();
        file.Write(PngChunk.Signature);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = bits;
        header[9] = colorType;
        header[12] = interlaced ? (byte)1 : (byte)0;
        PngWriter.WriteChunk(file, "IHDR", header);
        if (colorType == 3)
        {
            PngWriter.WriteChunk(file, "PLTE", new byte[3 << bits]);
        }

        byte[] compressed = Deflate(rows);
        PngWriter.WriteChunk(file, "IDAT", compressed.AsSpan(0, compressed.Length / 2));
        PngWriter.WriteChunk(file, "IDAT", compressed.AsSpan(compressed.Length / 2));
        PngWriter.WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Deflate(byte[] rows)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            zlib.Write(rows);
        }

        return compressed.ToArray();
    }
}
