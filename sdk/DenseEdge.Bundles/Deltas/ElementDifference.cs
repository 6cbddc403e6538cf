using System.Buffers.Binary;
using System.Diagnostics;

namespace DenseEdge.Bundles.Deltas;

/// <summary>
/// The differences of two arrays of numbers as bytes that compress well, and back. Floating-point numbers are taken by their
/// place in
/// the order of all such numbers, so a small change of the value is a small difference whatever the exponent. Signs go to the
/// lowest
/// bit (zigzag) and equal bytes of all elements side by side, so that the upper bytes are runs of zeros.
/// </summary>
internal static class ElementDifference
{
    /// <summary>Bytes of one element.</summary>
    public static int Width(DeltaElement element) => element switch
    {
        DeltaElement.Byte => 1,
        DeltaElement.Half => 2,
        DeltaElement.Single or DeltaElement.Int32 => 4,
        _ => throw new UnreachableException($"Unknown element {element}."),
    };

    /// <summary>Computes the differences.</summary>
    /// <param name="element">What the bytes are.</param>
    /// <param name="source">The old numbers; a whole number of elements.</param>
    /// <param name="result">The new ones, as many.</param>
    /// <param name="planes">Takes the differences, as many bytes.</param>
    public static void Encode(DeltaElement element, ReadOnlySpan<byte> source, ReadOnlySpan<byte> result, Span<byte> planes)
    {
        int width = Width(element);
        int count = source.Length / width;
        for (int i = 0; i < count; i++)
        {
            int difference = unchecked(Place(element, result[(i * width)..]) - Place(element, source[(i * width)..]));
            uint zigzag = Zigzag(difference, width);
            for (int plane = 0; plane < width; plane++)
            {
                planes[(plane * count) + i] = unchecked((byte)(zigzag >> (8 * plane)));
            }
        }
    }

    /// <summary>Computes the new numbers.</summary>
    /// <param name="element">What the bytes are.</param>
    /// <param name="source">The old numbers.</param>
    /// <param name="planes">What <see cref="Encode"/> made.</param>
    /// <param name="result">Takes the new numbers.</param>
    public static void Decode(DeltaElement element, ReadOnlySpan<byte> source, ReadOnlySpan<byte> planes, Span<byte> result)
    {
        int width = Width(element);
        int count = source.Length / width;
        for (int i = 0; i < count; i++)
        {
            uint zigzag = 0;
            for (int plane = 0; plane < width; plane++)
            {
                zigzag |= (uint)planes[(plane * count) + i] << (8 * plane);
            }

            int difference = unchecked((int)(zigzag >> 1) ^ -(int)(zigzag & 1));
            Put(element, unchecked(Place(element, source[(i * width)..]) + difference), result[(i * width)..]);
        }
    }

    /// <summary>The differences wrap around in as many bits as an element has, so that they need no more.</summary>
    private static uint Zigzag(int difference, int width)
    {
        int unused = 32 - (8 * width);
        int wrapped = unchecked(difference << unused) >> unused;
        return unchecked((uint)((wrapped << 1) ^ (wrapped >> 31))) & (uint.MaxValue >> unused);
    }

    // A negative floating-point number has its sign bit set and grows away from zero: turning the other bits over puts it in
    // order.
    private static int Place(DeltaElement element, ReadOnlySpan<byte> bytes)
    {
        switch (element)
        {
            case DeltaElement.Byte:
                return bytes[0];
            case DeltaElement.Half:
                short half = BinaryPrimitives.ReadInt16LittleEndian(bytes);
                return half < 0 ? half ^ 0x7fff : half;
            case DeltaElement.Single:
                int single = BinaryPrimitives.ReadInt32LittleEndian(bytes);
                return single < 0 ? single ^ 0x7fffffff : single;
            default:
                return BinaryPrimitives.ReadInt32LittleEndian(bytes);
        }
    }

    private static void Put(DeltaElement element, int place, Span<byte> bytes)
    {
        switch (element)
        {
            case DeltaElement.Byte:
                bytes[0] = unchecked((byte)place);
                break;
            case DeltaElement.Half:
                short half = unchecked((short)place);
                BinaryPrimitives.WriteInt16LittleEndian(bytes, (short)(half < 0 ? half ^ 0x7fff : half));
                break;
            case DeltaElement.Single:
                BinaryPrimitives.WriteInt32LittleEndian(bytes, place < 0 ? place ^ 0x7fffffff : place);
                break;
            default:
                BinaryPrimitives.WriteInt32LittleEndian(bytes, place);
                break;
        }
    }
}
