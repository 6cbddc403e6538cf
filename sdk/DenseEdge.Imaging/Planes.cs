using System.Runtime.CompilerServices;

namespace DenseEdge.Imaging;

/// <summary>The checks of [C, H, W] spans at the public edge.</summary>
internal static class Planes
{
    /// <exception cref="ArgumentException">The length does not fill the size.</exception>
    internal static void Check(
        int length, int height, int width, int planes, [CallerArgumentExpression(nameof(length))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        long expected = (long)height * width * planes;
        if (length != expected)
        {
            string size = planes == 1 ? $"{height}x{width}" : $"{planes}x{height}x{width}";
            throw new ArgumentException($"Expected {expected} numbers for {size} pixels, got {length}.", name);
        }
    }
}
