namespace OpenCvSharp;

/// <summary>A pixel position.</summary>
/// <param name="X">Column, 0 is left.</param>
/// <param name="Y">Row, 0 is on top.</param>
public record struct Point(int X, int Y)
{
    /// <summary>Column, 0 is left.</summary>
    public int X = X;

    /// <summary>Row, 0 is on top.</summary>
    public int Y = Y;

    /// <summary>Makes a position; fractions are cut off.</summary>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    public Point(double x, double y)
        : this((int)x, (int)y)
    {
    }
}
