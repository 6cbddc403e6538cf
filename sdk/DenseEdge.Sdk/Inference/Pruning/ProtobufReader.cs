namespace DenseEdge.Sdk.Inference.Pruning;

/// <summary>Reads the fields of one protobuf message in the order in which they were written, without copying.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private const int VarintWire = 0;
    private const int FixedEightWire = 1;
    private const int LengthWire = 2;
    private const int FixedFourWire = 5;
    private const int LargestShift = 63;

    private readonly ReadOnlySpan<byte> _message = message;
    private int _position;

    /// <summary>The number of the field.</summary>
    public int Field { get; private set; }

    /// <summary>The content of a field with a length: text, bytes or a message; empty for numbers.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>The whole field, with its tag.</summary>
    public ReadOnlySpan<byte> Whole { get; private set; }

    /// <summary>Goes to the next field.</summary>
    /// <returns>False at the end of the message.</returns>
    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public bool Next()
    {
        if (_position == _message.Length)
        {
            return false;
        }

        int start = _position;
        ulong tag = Varint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        Content = (int)(tag & 7) switch
        {
            VarintWire => Number(),
            FixedEightWire => Skip(8),
            LengthWire => Take(Varint()),
            FixedFourWire => Skip(4),
            _ => throw Damaged(),
        };
        Whole = _message[start.._position];
        return true;
    }

    private ReadOnlySpan<byte> Number()
    {
        Varint();
        return default;
    }

    private ReadOnlySpan<byte> Skip(ulong length)
    {
        Take(length);
        return default;
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(_message.Length - _position))
        {
            throw Damaged();
        }

        ReadOnlySpan<byte> content = _message.Slice(_position, (int)length);
        _position += content.Length;
        return content;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift <= LargestShift && _position < _message.Length; shift += 7)
        {
            byte part = _message[_position++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Damaged();
    }

    private static InvalidDataException Damaged() => new("expected an ONNX model, found bytes that are no protobuf message.");
}
