using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DenseEdge.Cameras.Conversion;

/// <summary>U and V in planes of their own: I420 and Y42B.</summary>
internal readonly unsafe struct PlanarChroma : IChroma
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<byte> Y, Vector128<short> U, Vector128<short> V) Load(byte* y, byte* u, byte* v, int x)
        => (Vector128.Load(y + x), Eight(u + (x >> 1)), Eight(v + (x >> 1)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (byte Y, byte U, byte V) LoadOne(byte* y, byte* u, byte* v, int x) => (y[x], u[x >> 1], v[x >> 1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Eight(byte* source)
        => Vector128.WidenLower(Vector64.Load(source).ToVector128Unsafe()).AsInt16();
}
