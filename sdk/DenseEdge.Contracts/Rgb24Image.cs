namespace DenseEdge.Contracts;

/// <summary>An image as cameras deliver it: rows of red, green and blue bytes, [H, W, 3], without gaps between the
/// rows.</summary>
public sealed class Rgb24Image
{
    private readonly byte[] _pixels;

    /// <summary>Makes a black image.</summary>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is smaller than 1.</exception>
    public Rgb24Image(int height, int width)
        : this(height, width, new byte[CheckedLength(height, width)])
    {
    }

    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="pixels">[H, W, 3] bytes, red first. The image keeps the array.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is smaller than 1.</exception>
    /// <exception cref="ArgumentException">The array has another length than height × width × 3.</exception>
    public Rgb24Image(int height, int width, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        int expected = CheckedLength(height, width);
        if (pixels.Length != expected)
        {
            throw new ArgumentException(
                $"Expected {expected} bytes for an image of {height}x{width} pixels, got {pixels.Length}.", nameof(pixels));
        }

        Height = height;
        Width = width;
        _pixels = pixels;
    }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>The pixels, [H, W, 3], red first.</summary>
    public Span<byte> Pixels => _pixels;

    private static int CheckedLength(int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return checked(height * width * 3);
    }
}
