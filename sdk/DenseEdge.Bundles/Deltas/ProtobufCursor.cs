using System.Diagnostics.CodeAnalysis;

namespace DenseEdge.Bundles.Deltas;

/// <summary>Goes through the fields of protobuf messages in a file of any size, without holding it. A field's content may be
/// entered
/// as a message of its own by going on with <see cref="Next"/> up to <see cref="ContentEnd"/>.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The buffer's file is the caller's, who closes it.")]
internal sealed class ProtobufCursor(Stream file)
{
    private const int VarintWire = 0;
    private const int FixedEightWire = 1;
    private const int LengthWire = 2;
    private const int FixedFourWire = 5;
    private const int LargestShift = 63;

    private readonly BufferedStream _file = new(file, 1 << 16);
    private readonly long _length = file.Length;

    /// <summary>The number of the field.</summary>
    public int Field { get; private set; }

    /// <summary>Whether the field has a length: text, bytes or a message.</summary>
    public bool HasContent { get; private set; }

    /// <summary>The value of a field that is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>Where the content ends.</summary>
    public long ContentEnd { get; private set; }

    /// <summary>Where the next byte is read.</summary>
    public long Position { get; private set; }

    /// <summary>Reads the head of the next field.</summary>
    /// <param name="end">Where the message ends.</param>
    /// <returns>False at its end.</returns>
    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public bool Next(long end)
    {
        if (Position >= end)
        {
            return Position == end ? false : throw Damaged();
        }

        _file.Position = Position;
        ulong tag = Varint(end);
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        int wire = (int)(tag & 7);
        HasContent = wire == LengthWire;
        ulong length = wire switch
        {
            VarintWire => 0,
            FixedEightWire => 8,
            LengthWire => Varint(end),
            FixedFourWire => 4,
            _ => throw Damaged(),
        };
        Number = wire == VarintWire ? Varint(end) : 0;
        if (length > (ulong)(end - Position))
        {
            throw Damaged();
        }

        ContentEnd = Position + (long)length;
        return true;
    }

    /// <summary>Reads the content of the field.</summary>
    /// <param name="mostBytes">What it may have at most.</param>
    /// <exception cref="InvalidDataException">It is longer.</exception>
    public byte[] Content(int mostBytes)
    {
        if (ContentEnd - Position > mostBytes)
        {
            throw Damaged();
        }

        byte[] content = new byte[ContentEnd - Position];
        _file.ReadExactly(content);
        return content;
    }

    /// <summary>Goes behind the field.</summary>
    public void SkipContent() => Position = ContentEnd;

    /// <summary>Ends an inner message: its field is the current one again.</summary>
    /// <param name="end">Where the inner message ended.</param>
    public void LeaveTo(long end) => ContentEnd = end;

    private ulong Varint(long end)
    {
        ulong value = 0;
        for (int shift = 0; shift <= LargestShift && Position < Math.Min(end, _length); shift += 7)
        {
            int part = _file.ReadByte();
            if (part < 0)
            {
                throw Damaged();
            }

            Position++;
            value |= unchecked((ulong)(part & 0x7f) << shift);
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Damaged();
    }

    private static InvalidDataException Damaged() => new("Expected an ONNX model, found bytes that are no protobuf message.");
}
