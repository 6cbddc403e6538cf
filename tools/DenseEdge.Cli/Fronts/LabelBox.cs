namespace DenseEdge.Cli.Fronts;

/// <summary>A rectangle of a drawing, in its units; y grows downwards.</summary>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">Lower edge.</param>
internal readonly record struct LabelBox(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Whether two rectangles share more than an edge.</summary>
    /// <param name="other">The other one.</param>
    public bool Overlaps(LabelBox other)
        => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    /// <summary>Whether the other rectangle lies inside.</summary>
    /// <param name="other">The other one.</param>
    public bool Contains(LabelBox other)
        => Left <= other.Left && Top <= other.Top && other.Right <= Right && other.Bottom <= Bottom;
}
