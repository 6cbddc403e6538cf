using System.Buffers.Binary;
using System.Text;

namespace DenseEdge.Training.Weights.Pickle;

/// <summary>Reads the parts of a pickle from a stream; every length is checked before memory is taken.</summary>
/// <param name="stream">The stream; read from where it stands.</param>
/// <param name="limit">The most bytes that pickles may take.</param>
internal sealed class PickleInput(Stream stream, long limit)
{
    private const int LongestLine = 4096;

    private long _left = Math.Min(limit, stream.Length - stream.Position);

    /// <summary>Reads a byte.</summary>
    public byte Byte()
    {
        int value = _left > 0 ? stream.ReadByte() : -1;
        _left--;
        return value >= 0 ? (byte)value : throw CutOff();
    }

    /// <summary>Reads so many bytes.</summary>
    public byte[] Bytes(ulong count)
    {
        if (count > (ulong)Math.Max(0, _left) || count > int.MaxValue)
        {
            throw count > (ulong)Math.Max(0, stream.Length - stream.Position) ? CutOff() : new InvalidDataException(
                $"it describes its tensors in more than {limit} bytes, which no checkpoint needs");
        }

        byte[] bytes = new byte[(int)count];
        stream.ReadExactly(bytes);
        _left -= bytes.Length;
        return bytes;
    }

    /// <summary>Reads a little-endian number of two bytes.</summary>
    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    /// <summary>Reads a little-endian number of four bytes.</summary>
    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    /// <summary>Reads a little-endian number of four bytes without sign.</summary>
    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    /// <summary>Reads a little-endian number of eight bytes without sign.</summary>
    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    /// <summary>Reads a big-endian double.</summary>
    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Bytes(8));

    /// <summary>Reads text up to a line break.</summary>
    public string Line()
    {
        List<byte> line = [];
        for (byte next = Byte(); next != (byte)'\n'; next = Byte())
        {
            line.Add(next);
            if (line.Count > LongestLine)
            {
                throw new InvalidDataException(
                    $"it has a line of more than {LongestLine} characters where a name or number belongs");
            }
        }

        return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }

    /// <summary>Reads UTF-8 text of so many bytes.</summary>
    public string Text(ulong bytes) => Encoding.UTF8.GetString(Bytes(bytes));

    private static InvalidDataException CutOff() => new("it ends in the middle of its description of tensors: it is cut off");
}
