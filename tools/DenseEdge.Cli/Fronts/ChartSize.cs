namespace DenseEdge.Cli.Fronts;

/// <summary>The size of a drawing.</summary>
/// <param name="Width">Width in units of the drawing.</param>
/// <param name="Height">Height in the same units.</param>
internal sealed record ChartSize(double Width, double Height)
{
    private const double LeftMargin = 62, RightMargin = 16, TopMargin = 40, BottomMargin = 44;

    /// <summary>The drawing that fills a page.</summary>
    public static ChartSize Large { get; } = new(1080, 460);

    /// <summary>A drawing that stands beside another one.</summary>
    public static ChartSize Small { get; } = new(560, 330);

    /// <summary>The part between the axes.</summary>
    public LabelBox Plot { get; } = new(LeftMargin, TopMargin, Width - RightMargin, Height - BottomMargin);

    /// <summary>Where labels may be: the plot, and the lines of text above it.</summary>
    public LabelBox Labels { get; } = new(LeftMargin, 0, Width - 2, Height - BottomMargin);
}
