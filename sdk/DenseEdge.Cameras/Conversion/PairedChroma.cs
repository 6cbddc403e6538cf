using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DenseEdge.Cameras.Conversion;

/// <summary>U and V in turn in one plane: NV12.</summary>
internal readonly unsafe struct PairedChroma : IChroma
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<byte> Y, Vector128<short> U, Vector128<short> V) Load(byte* y, byte* u, byte* v, int x)
    {
        // Little-endian, as every system that .NET runs these vectors on: U is the low byte of each pair.
        Vector128<ushort> pairs = Vector128.Load(u + x).AsUInt16();
        return (
            Vector128.Load(y + x), (pairs & Vector128.Create((ushort)0xFF)).AsInt16(),
            Vector128.ShiftRightLogical(pairs, 8).AsInt16());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (byte Y, byte U, byte V) LoadOne(byte* y, byte* u, byte* v, int x) => (y[x], u[x & ~1], u[x | 1]);
}
