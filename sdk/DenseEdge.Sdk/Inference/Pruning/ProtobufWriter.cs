using System.Buffers;

namespace DenseEdge.Sdk.Inference.Pruning;

/// <summary>Writes the fields of a protobuf message.</summary>
internal static class ProtobufWriter
{
    private const int LengthWire = 2;
    private const int LongestVarint = 10;

    /// <summary>Writes a message as a field of another.</summary>
    /// <param name="target">Takes the field.</param>
    /// <param name="field">Its number.</param>
    /// <param name="content">The message.</param>
    public static void Message(IBufferWriter<byte> target, int field, ReadOnlySpan<byte> content)
    {
        Varint(target, ((ulong)field << 3) | LengthWire);
        Varint(target, (ulong)content.Length);
        target.Write(content);
    }

    private static void Varint(IBufferWriter<byte> target, ulong value)
    {
        Span<byte> bytes = target.GetSpan(LongestVarint);
        int count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[count++] = (byte)((value & 0x7f) | 0x80);
        }

        bytes[count++] = (byte)value;
        target.Advance(count);
    }
}
