namespace OpenCvSharp;

/// <summary>An upright rectangle of pixels.</summary>
/// <param name="X">The leftmost column.</param>
/// <param name="Y">The topmost row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public record struct Rect(int X, int Y, int Width, int Height)
{
    /// <summary>The leftmost column.</summary>
    public int X = X;

    /// <summary>The topmost row.</summary>
    public int Y = Y;

    /// <summary>Columns.</summary>
    public int Width = Width;

    /// <summary>Rows.</summary>
    public int Height = Height;

    /// <summary>Makes a rectangle.</summary>
    /// <param name="location">The top left corner.</param>
    /// <param name="size">The size.</param>
    public Rect(Point location, Size size)
        : this(location.X, location.Y, size.Width, size.Height)
    {
    }
}
