using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DenseEdge.Cameras.Conversion;

/// <summary>Writes 16 pixels whose colours lie in three vectors.</summary>
internal static class RgbStore
{
    // An index outside of the vector gives 0, so that the three colours can be joined.
    private const byte X = 255;

    /// <summary>Stores red, green and blue of 16 pixels as 48 bytes. Byte i of them is colour i mod 3 of pixel
    /// i / 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Store(Vector128<byte> red, Vector128<byte> green, Vector128<byte> blue, byte* rgb)
    {
        Vector128.Store(
            Vector128.Shuffle(red, Vector128.Create(0, X, X, 1, X, X, 2, X, X, 3, X, X, 4, X, X, 5))
            | Vector128.Shuffle(green, Vector128.Create(X, 0, X, X, 1, X, X, 2, X, X, 3, X, X, 4, X, X))
            | Vector128.Shuffle(blue, Vector128.Create(X, X, 0, X, X, 1, X, X, 2, X, X, 3, X, X, 4, X)), rgb);
        Vector128.Store(
            Vector128.Shuffle(red, Vector128.Create(X, X, 6, X, X, 7, X, X, 8, X, X, 9, X, X, 10, X))
            | Vector128.Shuffle(green, Vector128.Create(5, X, X, 6, X, X, 7, X, X, 8, X, X, 9, X, X, 10))
            | Vector128.Shuffle(blue, Vector128.Create(X, 5, X, X, 6, X, X, 7, X, X, 8, X, X, 9, X, X)), rgb + 16);
        Vector128.Store(
            Vector128.Shuffle(red, Vector128.Create(X, 11, X, X, 12, X, X, 13, X, X, 14, X, X, 15, X, X))
            | Vector128.Shuffle(green, Vector128.Create(X, X, 11, X, X, 12, X, X, 13, X, X, 14, X, X, 15, X))
            | Vector128.Shuffle(blue, Vector128.Create(10, X, X, 11, X, X, 12, X, X, 13, X, X, 14, X, X, 15)), rgb + 32);
    }
}
