using System.Numerics;
using System.Runtime.InteropServices;

namespace DenseEdge.Sdk.Postprocess;

/// <summary>Numbers in half precision into single precision, exactly.</summary>
internal sealed class HalfConversion(Half[] source, float[] numbers) : IOutputConversion
{
    /// <summary>2^(127 − 15): the difference of the two exponents' offsets.</summary>
    private const float Rebias = 5.192296858534828e33f;

    private const uint SignBit = 0x8000;
    private const uint OtherBits = 0x7fff;
    private const int SignShift = 16;
    private const int MantissaShift = 13;
    private const uint LargestFinite = 0x0f7f_ffff;
    private const uint InfiniteExponent = 0x7f80_0000;

    /// <inheritdoc/>
    public void Convert() => Widen(source, numbers);

    /// <summary>Widens numbers.</summary>
    /// <param name="source">Numbers, also infinite and undefined ones.</param>
    /// <param name="target">As many numbers.</param>
    public static void Widen(ReadOnlySpan<Half> source, Span<float> target)
    {
        ReadOnlySpan<ushort> bits = MemoryMarshal.Cast<Half, ushort>(source);
        int i = 0;
        for (; i <= bits.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(bits[i..]), out Vector<uint> low, out Vector<uint> high);
            Widen(low).CopyTo(target[i..]);
            Widen(high).CopyTo(target[(i + Vector<uint>.Count)..]);
        }

        for (; i < source.Length; i++)
        {
            target[i] = (float)source[i];
        }
    }

    /// <summary>Exponent and mantissa go to their places in a float, which is then 2^112 too small, also if it is
    /// subnormal; one exact product mends that.</summary>
    private static Vector<float> Widen(Vector<uint> half)
    {
        Vector<uint> magnitude = Vector.ShiftLeft(half & new Vector<uint>(OtherBits), MantissaShift);
        Vector<uint> value = Vector.AsVectorUInt32(Vector.AsVectorSingle(magnitude) * new Vector<float>(Rebias));
        Vector<uint> infinite = Vector.GreaterThan(magnitude, new Vector<uint>(LargestFinite));
        value |= infinite & new Vector<uint>(InfiniteExponent);
        return Vector.AsVectorSingle(value | Vector.ShiftLeft(half & new Vector<uint>(SignBit), SignShift));
    }
}
