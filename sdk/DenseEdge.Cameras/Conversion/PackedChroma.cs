using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DenseEdge.Cameras.Conversion;

/// <summary>Y0 U Y1 V in one plane: YUYV.</summary>
internal readonly unsafe struct PackedChroma : IChroma
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<byte> Y, Vector128<short> U, Vector128<short> V) Load(byte* y, byte* u, byte* v, int x)
    {
        Vector128<ushort> first = Vector128.Load(y + (2 * x)).AsUInt16();
        Vector128<ushort> last = Vector128.Load(y + (2 * x) + 16).AsUInt16();
        Vector128<ushort> low = Vector128.Create((ushort)0xFF);
        Vector128<ushort> pairs = Vector128.Narrow(
            Vector128.ShiftRightLogical(first, 8), Vector128.ShiftRightLogical(last, 8)).AsUInt16();
        return (
            Vector128.Narrow(first & low, last & low), (pairs & low).AsInt16(), Vector128.ShiftRightLogical(pairs, 8).AsInt16());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (byte Y, byte U, byte V) LoadOne(byte* y, byte* u, byte* v, int x)
    {
        byte* pair = y + (4 * (x >> 1));
        return (pair[2 * (x & 1)], pair[1], pair[3]);
    }
}
