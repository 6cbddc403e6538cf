using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace DenseEdge.Contracts;

/// <summary>A read-only map of H × W elements over memory that somebody else owns: rows one after the other, without gaps
/// between them.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
[SuppressMessage("Usage", "CA2225", Justification = "Span and ToArray are the conversions' names.")]
public readonly ref struct ReadOnlySpan2D<T>
{
    /// <summary>Looks at memory as a map.</summary>
    /// <param name="span">[height, width], row-major.</param>
    /// <param name="height">Height in elements, at least 0.</param>
    /// <param name="width">Width in elements, at least 0.</param>
    /// <exception cref="ArgumentException">The memory has another length than height × width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side is negative.</exception>
    public ReadOnlySpan2D(ReadOnlySpan<T> span, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        if (span.Length != (long)height * width)
        {
            throw new ArgumentException(
                $"Expected {(long)height * width} elements for a map of {height}x{width}, got {span.Length}.", nameof(span));
        }

        Span = span;
        Height = height;
        Width = width;
    }

    /// <summary>Height in elements.</summary>
    public int Height { get; }

    /// <summary>Width in elements.</summary>
    public int Width { get; }

    /// <summary>All elements, row-major [H, W]: the element at (y, x) has the index y × <see cref="Width"/> + x.</summary>
    public ReadOnlySpan<T> Span { get; }

    /// <summary>Number of elements.</summary>
    public int Length => Span.Length;

    /// <summary>Whether there is no element.</summary>
    public bool IsEmpty => Span.IsEmpty;

    /// <summary>Gets an element.</summary>
    /// <param name="y">Row, from 0 at the top.</param>
    /// <param name="x">Column, from 0 at the left.</param>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside the map; the message names both.</exception>
    [SuppressMessage("Design", "CA1043", Justification = "Row and column are what a map is indexed by.")]
    public ref readonly T this[int y, int x]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (unchecked((uint)y >= (uint)Height || (uint)x >= (uint)Width))
            {
                ThrowOutside(y, x);
            }

            return ref Span[unchecked((y * Width) + x)];
        }
    }

    /// <summary>The elements, where a flat span is asked for.</summary>
    /// <param name="map">A map.</param>
    public static implicit operator ReadOnlySpan<T>(ReadOnlySpan2D<T> map) => map.Span;

    /// <summary>Gets a row.</summary>
    /// <param name="y">From 0 at the top.</param>
    /// <returns><see cref="Width"/> elements.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<T> Row(int y)
    {
        if (unchecked((uint)y >= (uint)Height))
        {
            ThrowOutside(y, 0);
        }

        return Span.Slice(y * Width, Width);
    }

    /// <summary>Copies the elements.</summary>
    /// <returns>Row-major [H, W].</returns>
    public T[] ToArray() => Span.ToArray();

    // Apart from the indexer, so that the processor's code of a pixel stays small.
    [DoesNotReturn]
    private void ThrowOutside(int y, int x) => throw new ArgumentOutOfRangeException(
        null, $"Expected a row and a column inside {Height}x{Width}, got row {y}, column {x}.");
}
