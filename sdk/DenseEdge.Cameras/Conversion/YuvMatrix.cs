using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DenseEdge.Cameras.Conversion;

/// <summary>The colour matrix of a <see cref="YuvStandard"/> in 16-bit fixed point, for 16 pixels at once and for one: both
/// give the same bytes, within 1 level of the formula.</summary>
internal readonly struct YuvMatrix
{
    private const int Half = 1 << (FixedPoint.Places - 1);

    private readonly short _black;
    private readonly FixedPoint _y;
    private readonly FixedPoint _redV;
    private readonly FixedPoint _greenU;
    private readonly FixedPoint _greenV;
    private readonly FixedPoint _blueU;

    internal YuvMatrix(YuvStandard standard)
    {
        _black = (short)standard.Black;
        _y = FixedPoint.Of(standard.Y);
        _redV = FixedPoint.Of(standard.RedV);
        _greenU = FixedPoint.Of(standard.GreenU);
        _greenV = FixedPoint.Of(standard.GreenV);
        _blueU = FixedPoint.Of(standard.BlueU);
    }

    /// <summary>Converts one pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal unsafe void Convert(int y, int u, int v, byte* rgb)
    {
        int luma = _y.Times(y - _black) + Half;
        rgb[0] = Clamp(luma + _redV.Times(v - 128));
        rgb[1] = Clamp(luma - (_greenU.Times(u - 128) + _greenV.Times(v - 128)));
        rgb[2] = Clamp(luma + _blueU.Times(u - 128));
    }

    /// <summary>Converts 16 pixels of a row, two of which share a colour.</summary>
    /// <param name="luma">Y of 16 pixels.</param>
    /// <param name="u">U of 8 pairs.</param>
    /// <param name="v">V of 8 pairs.</param>
    /// <param name="rgb">Gets 48 bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal unsafe void Convert(Vector128<byte> luma, Vector128<short> u, Vector128<short> v, byte* rgb)
    {
        Vector128<short> centre = Vector128.Create((short)128);
        Vector128<short> red = _redV.Times(v - centre);
        Vector128<short> green = _greenU.Times(u - centre) + _greenV.Times(v - centre);
        Vector128<short> blue = _blueU.Times(u - centre);
        (Vector128<ushort> first, Vector128<ushort> last) = Vector128.Widen(luma);
        Vector128<short> low = Luma(first.AsInt16());
        Vector128<short> high = Luma(last.AsInt16());
        RgbStore.Store(
            Bytes(Vector128.AddSaturate(low, FirstPairs(red)), Vector128.AddSaturate(high, LastPairs(red))),
            Bytes(Vector128.SubtractSaturate(low, FirstPairs(green)), Vector128.SubtractSaturate(high, LastPairs(green))),
            Bytes(Vector128.AddSaturate(low, FirstPairs(blue)), Vector128.AddSaturate(high, LastPairs(blue))),
            rgb);
    }

    private static byte Clamp(int value) => (byte)Math.Clamp(value >> FixedPoint.Places, 0, 255);

    // Each colour twice: it belongs to two pixels.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> FirstPairs(Vector128<short> x)
        => Vector128.Shuffle(x, Vector128.Create((short)0, 0, 1, 1, 2, 2, 3, 3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> LastPairs(Vector128<short> x)
        => Vector128.Shuffle(x, Vector128.Create((short)4, 4, 5, 5, 6, 6, 7, 7));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Bytes(Vector128<short> low, Vector128<short> high)
        => Vector128.Narrow(Levels(low).AsUInt16(), Levels(high).AsUInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Levels(Vector128<short> x) => Vector128.Min(
        Vector128.Max(Vector128.ShiftRightArithmetic(x, FixedPoint.Places), Vector128<short>.Zero), Vector128.Create((short)255));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<short> Luma(Vector128<short> y)
        => _y.Times(y - Vector128.Create(_black)) + Vector128.Create((short)Half);
}
