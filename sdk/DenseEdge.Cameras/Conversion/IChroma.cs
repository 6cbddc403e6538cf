using System.Runtime.Intrinsics;

namespace DenseEdge.Cameras.Conversion;

/// <summary>Reads Y, U and V of a row, however they are interleaved. Implementations are empty types: the generic loop
/// is compiled once for each.</summary>
internal unsafe interface IChroma
{
    /// <summary>Reads 16 pixels and their 8 colours.</summary>
    /// <param name="y">First byte of the row of Y, or of the whole row if all is in one plane.</param>
    /// <param name="u">First byte of the row of U, or of U and V in turn.</param>
    /// <param name="v">First byte of the row of V.</param>
    /// <param name="x">First pixel, a multiple of 16.</param>
    static abstract (Vector128<byte> Y, Vector128<short> U, Vector128<short> V) Load(byte* y, byte* u, byte* v, int x);

    /// <summary>Reads one pixel; the parameters are those of <see cref="Load"/>.</summary>
    static abstract (byte Y, byte U, byte V) LoadOne(byte* y, byte* u, byte* v, int x);
}
