using System.Buffers.Binary;

namespace DenseEdge.Imaging;

/// <summary>The first chunk of a PNG file.</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, int ColorType, bool Interlaced)
{
    private const long LargestImage = 1 << 28;

    /// <summary>Bytes of one row, without the byte that names its filter; right for one number per pixel.</summary>
    internal int RowBytes => checked(((Width * BitDepth) + 7) / 8);

    /// <summary>The distance that filters look back, in bytes.</summary>
    internal int PixelBytes => Math.Max(1, BitDepth / 8);

    internal static PngHeader Parse(ReadOnlySpan<byte> data, string name)
    {
        if (data.Length != 13)
        {
            throw new InvalidDataException(
                $"'{name}' is a damaged PNG: its header has {data.Length} bytes, expected 13.");
        }

        uint width = BinaryPrimitives.ReadUInt32BigEndian(data);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        int bitDepth = data[8];
        bool possible = width > 0 && height > 0 && (long)width * height <= LargestImage
            && bitDepth is 1 or 2 or 4 or 8 or 16;
        return possible
            ? new PngHeader((int)width, (int)height, bitDepth, data[9], data[12] != 0)
            : throw new InvalidDataException($"'{name}' is a damaged PNG: {width}x{height} pixels of {bitDepth} bits.");
    }
}
