using System.Buffers.Binary;

namespace DenseEdge.Data.Mat;

/// <summary>Walks through the data elements that follow each other in some bytes.</summary>
/// <param name="file">What messages call the file.</param>
/// <param name="bytes">The bytes.</param>
/// <param name="bigEndian">The order of bytes in numbers.</param>
internal sealed class MatCursor(string file, ReadOnlyMemory<byte> bytes, bool bigEndian)
{
    /// <summary>The least bytes of an element: its tag.</summary>
    internal const int TagBytes = 8;

    private int _position;

    /// <summary>Whether nothing is left.</summary>
    internal bool AtEnd => _position >= bytes.Length;

    /// <summary>The bytes that are left.</summary>
    internal int Left => bytes.Length - _position;

    internal string File => file;

    internal bool BigEndian => bigEndian;

    /// <summary>Takes the next element.</summary>
    /// <param name="what">What is expected, for messages.</param>
    /// <exception cref="InvalidDataException">The bytes end before the element does.</exception>
    internal MatElement Next(string what)
    {
        if (Left < TagBytes)
        {
            throw Damaged($"it ends where {what} should begin");
        }

        uint first = ReadUInt32(_position);
        if (first >> 16 != 0)
        {
            // Small element: kind, length and up to 4 bytes in the 8 bytes of a tag.
            int length = (int)(first >> 16);
            if (length > 4)
            {
                throw Damaged($"{what} says that {length} bytes lie in a tag of 4");
            }

            var small = new MatElement((MatType)(first & 0xffff), bytes.Slice(_position + 4, length));
            _position += TagBytes;
            return small;
        }

        uint size = ReadUInt32(_position + 4);
        int start = _position + TagBytes;
        if (size > bytes.Length - start)
        {
            throw Damaged($"{what} says that it has {size} bytes, but {bytes.Length - start} follow");
        }

        var type = (MatType)first;
        int end = start + (int)size;
        int padded = type == MatType.Compressed ? end : start + (int)Math.Min((size + 7L) / 8 * 8, bytes.Length - start);
        _position = padded;
        return new MatElement(type, bytes.Slice(start, (int)size));
    }

    /// <summary>Takes the next element, which must be of a kind.</summary>
    internal ReadOnlyMemory<byte> Next(MatType type, string what)
    {
        MatElement element = Next(what);
        return element.Type == type
            ? element.Data
            : throw Damaged($"expected {what} of type {type}, found type {element.Type}");
    }

    /// <summary>Takes 32-bit integers.</summary>
    internal int[] NextInt32s(string what)
    {
        ReadOnlySpan<byte> data = Next(MatType.Int32, what).Span;
        var result = new int[data.Length / 4];
        for (int i = 0; i < result.Length; i++)
        {
            ReadOnlySpan<byte> number = data.Slice(4 * i, 4);
            result[i] = bigEndian
                ? BinaryPrimitives.ReadInt32BigEndian(number) : BinaryPrimitives.ReadInt32LittleEndian(number);
        }

        return result;
    }

    internal uint ReadUInt32(ReadOnlySpan<byte> data) => bigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(data) : BinaryPrimitives.ReadUInt32LittleEndian(data);

    internal InvalidDataException Damaged(string why) => new($"'{file}' is a damaged MAT file: {why}.");

    private uint ReadUInt32(int position) => ReadUInt32(bytes.Span.Slice(position, 4));
}
