namespace DenseEdge.Cli.Fronts;

/// <summary>Finds free places for the labels of a drawing. What finds no place is left out: the table under the drawing names
/// it.</summary>
/// <param name="frame">Labels stay inside.</param>
internal sealed class LabelPlacer(LabelBox frame)
{
    /// <summary>Size of a label's letters, in units of the drawing.</summary>
    public const double FontSize = 12;

    // Wider than most letters of the usual sans-serif fonts, so that an estimate is rather too wide.
    private const double LetterWidth = 0.62 * FontSize;
    private const double Ascent = 0.8 * FontSize;
    private const double Descent = 0.25 * FontSize;
    private readonly List<LabelBox> _taken = [];

    /// <summary>Keeps labels away from a mark.</summary>
    /// <param name="box">Where the mark is.</param>
    public void Block(LabelBox box) => _taken.Add(box);

    /// <summary>Places a label beside, above or below a point.</summary>
    /// <param name="x">The point's place.</param>
    /// <param name="y">The point's place; y grows downwards.</param>
    /// <param name="text">The label.</param>
    /// <param name="gap">Distance from the point.</param>
    /// <param name="bar">How far a bar reaches from the point to the right; 0 for none.</param>
    /// <returns>Left end and baseline of the text; null if there is no free place.</returns>
    public (double X, double Y)? Around(double x, double y, string text, double gap, double bar = 0)
    {
        double width = Width(text);
        (double X, double Y)[] candidates =
        [
            (x - (width / 2), y - gap - Descent),
            (x + gap + bar, y + (Ascent / 2)),
            (x - gap - width, y + (Ascent / 2)),
            (x - (width / 2), y + gap + Ascent),
            (x + gap, y - gap),
            (x - gap - width, y - gap),
            (x + gap, y + gap + Ascent),
            (x - gap - width, y + gap + Ascent),
        ];
        return First(candidates, width);
    }

    /// <summary>Places a label at a vertical line, in the first free line of text from the top.</summary>
    /// <param name="x">The line's place.</param>
    /// <param name="top">Baseline of the first line of text.</param>
    /// <param name="lines">How many lines of text there may be.</param>
    /// <param name="text">The label.</param>
    /// <param name="gap">Distance from the line.</param>
    /// <returns>Left end and baseline of the text; null if there is no free place.</returns>
    public (double X, double Y)? AtLine(double x, double top, int lines, string text, double gap)
    {
        double width = Width(text);
        return First(
            Enumerable.Range(0, lines).Select(line => top + (line * (FontSize + 3)))
                .SelectMany(y => new[] { (x + gap, y), (x - gap - width, y) }),
            width);
    }

    /// <summary>How wide a text is, estimated.</summary>
    /// <param name="text">The text.</param>
    public static double Width(string text) => text.Length * LetterWidth;

    /// <summary>The room that a text takes.</summary>
    /// <param name="x">Left end.</param>
    /// <param name="y">Baseline.</param>
    /// <param name="width">Its width.</param>
    public static LabelBox Box(double x, double y, double width) => new(x, y - Ascent, x + width, y + Descent);

    private (double X, double Y)? First(IEnumerable<(double X, double Y)> candidates, double width)
    {
        foreach ((double x, double y) in candidates)
        {
            LabelBox box = Box(x, y, width);
            if (frame.Contains(box) && !_taken.Exists(box.Overlaps))
            {
                _taken.Add(box);
                return (x, y);
            }
        }

        return null;
    }
}
