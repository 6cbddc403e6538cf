using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DenseEdge.Sdk.Preprocess;

/// <summary>A frame as three planes of numbers, for models that take no bytes.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
internal sealed class PlanarFrame<T> : IFrameRows
    where T : unmanaged
{
    private const int Channels = 3;

    private readonly int _height;
    private readonly int _width;
    private readonly T[] _numbers = new T[byte.MaxValue + 1];

    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="number">The number of a byte.</param>
    public PlanarFrame(int height, int width, Func<byte, T> number)
    {
        (_height, _width) = (height, width);
        Planes = GC.AllocateArray<T>(Channels * height * width, pinned: true);
        for (int level = 0; level < _numbers.Length; level++)
        {
            _numbers[level] = number((byte)level);
        }
    }

    /// <summary>[3, H, W], red first; pinned.</summary>
    public T[] Planes { get; }

    /// <inheritdoc/>
    public void Take(int row, ReadOnlySpan<byte> pixels)
    {
        // Widths are checked here once; the table has an entry for every byte.
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, _width * Channels);
        int plane = _height * _width;
        Span<T> red = Planes.AsSpan(row * _width, _width);
        Span<T> green = Planes.AsSpan(plane + (row * _width), _width);
        Span<T> blue = Planes.AsSpan((2 * plane) + (row * _width), _width);
        ref T numbers = ref MemoryMarshal.GetArrayDataReference(_numbers);
        for (int column = 0, pixel = 0; column < red.Length && pixel + 2 < pixels.Length; column++, pixel += Channels)
        {
            red[column] = Unsafe.Add(ref numbers, pixels[pixel]);
            green[column] = Unsafe.Add(ref numbers, pixels[pixel + 1]);
            blue[column] = Unsafe.Add(ref numbers, pixels[pixel + 2]);
        }
    }
}
