namespace DenseEdge.Contracts;

/// <summary>Whole pixels of an image: columns <see cref="Left"/> to <see cref="Right"/> − 1 and rows <see cref="Top"/> to
/// <see cref="Bottom"/> − 1.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Width">Number of columns.</param>
/// <param name="Height">Number of rows.</param>
public readonly record struct PixelRectangle(int Left, int Top, int Width, int Height)
{
    /// <summary>The column behind the last one.</summary>
    public int Right => Left + Width;

    /// <summary>The row below the last one.</summary>
    public int Bottom => Top + Height;

    /// <summary>Whether it has no pixel.</summary>
    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>Gets the middle of an image.</summary>
    /// <param name="height">Height of the image in pixels.</param>
    /// <param name="width">Width of the image in pixels.</param>
    /// <param name="share">How much of each side it takes, above 0 and at most 1; at least one pixel remains.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is smaller than 1, or the share is out of range.</exception>
    public static PixelRectangle Middle(int height, int width, double share)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (share is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "Expected a share above 0 and at most 1.");
        }

        int columns = Math.Max(1, (int)Math.Round(width * share)), rows = Math.Max(1, (int)Math.Round(height * share));
        return new PixelRectangle((width - columns) / 2, (height - rows) / 2, columns, rows);
    }

    /// <summary>Cuts off what lies outside an image.</summary>
    /// <param name="height">Height of the image in pixels.</param>
    /// <param name="width">Width of the image in pixels.</param>
    /// <returns>The pixels of both; empty if there is none.</returns>
    public PixelRectangle Clip(int height, int width)
    {
        int left = Math.Clamp(Left, 0, width), top = Math.Clamp(Top, 0, height);
        long right = Math.Clamp((long)Left + Width, left, width), bottom = Math.Clamp((long)Top + Height, top, height);
        return new PixelRectangle(left, top, (int)right - left, (int)bottom - top);
    }
}
