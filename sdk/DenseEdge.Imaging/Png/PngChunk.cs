using System.Buffers.Binary;
using System.Text;

namespace DenseEdge.Imaging;

/// <summary>One part of a PNG file: four letters, data, and a checksum that was found right.</summary>
internal readonly record struct PngChunk(string Type, int Offset, int Length)
{
    internal static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    internal ReadOnlySpan<byte> Data(byte[] file) => file.AsSpan(Offset, Length);

    /// <summary>Walks through a file up to its end mark.</summary>
    internal static List<PngChunk> ReadAll(byte[] file, string name)
    {
        if (!file.AsSpan().StartsWith(Signature))
        {
            throw new InvalidDataException($"'{name}' is not a PNG file.");
        }

        var chunks = new List<PngChunk>();
        int position = Signature.Length;
        while (position + 12 <= file.Length)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(position));
            if (length > file.Length - position - 12)
            {
                break;
            }

            string type = Encoding.ASCII.GetString(file, position + 4, 4);
            int size = (int)length;
            uint expected = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(position + 8 + size));
            if (Crc32.Of(file.AsSpan(position + 4, size + 4)) != expected)
            {
                throw new InvalidDataException($"'{name}' is a damaged PNG: the checksum of its part {type} is wrong.");
            }

            chunks.Add(new PngChunk(type, position + 8, size));
            if (type == "IEND")
            {
                return chunks;
            }

            position += size + 12;
        }

        throw new InvalidDataException(
            $"'{name}' is a damaged PNG: the file ends too early, after {file.Length} bytes.");
    }
}
