using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DenseEdge.Cameras.Conversion;

/// <summary>A factor for 16-bit arithmetic whose products have 6 binary places: x c is computed as
/// x Whole + (x Part >> 7), which keeps 13 places of c without leaving 16 bits for x from -128 to 255 and c
/// below 2.2.</summary>
/// <param name="Whole">c in 64ths, rounded down.</param>
/// <param name="Part">What is left, in 128ths of a 64th: 0 to 127.</param>
internal readonly record struct FixedPoint(short Whole, short Part)
{
    /// <summary>Binary places of a product.</summary>
    internal const int Places = 6;

    /// <summary>Makes the factor.</summary>
    /// <param name="factor">0 to 2.2.</param>
    internal static FixedPoint Of(double factor)
    {
        int bits = (int)Math.Round(factor * (1 << (Places + 7)));
        return new FixedPoint((short)(bits >> 7), (short)(bits & 127));
    }

    /// <summary>Multiplies one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Times(int value) => (value * Whole) + ((value * Part) >> 7);

    /// <summary>Multiplies eight numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector128<short> Times(Vector128<short> value)
        => (value * Whole) + Vector128.ShiftRightArithmetic(value * Part, 7);
}
