namespace OpenCvSharp;

/// <summary>A size in pixels.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public record struct Size(int Width, int Height)
{
    /// <summary>0 x 0.</summary>
    public static readonly Size Zero;

    /// <summary>Columns.</summary>
    public int Width = Width;

    /// <summary>Rows.</summary>
    public int Height = Height;

    /// <summary>Makes a size; fractions are cut off.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public Size(double width, double height)
        : this((int)width, (int)height)
    {
    }
}
