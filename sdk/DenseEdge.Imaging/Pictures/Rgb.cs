namespace DenseEdge.Imaging;

/// <summary>A colour.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>Black.</summary>
    public static readonly Rgb Black;

    /// <summary>The colour of boundaries drawn over an image.</summary>
    public static readonly Rgb Yellow = new(255, 225, 0);
}
