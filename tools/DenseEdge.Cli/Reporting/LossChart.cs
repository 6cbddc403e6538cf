using System.Globalization;
using System.Text;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Reporting;

/// <summary>The total loss over the steps as an SVG drawing, on a logarithmic axis.</summary>
internal static class LossChart
{
    private const int Width = 720;

    // Room for half of the last number below the axis.
    private const int Right = 28;
    private const int Height = 220;
    private const int Left = 56;
    private const int Bottom = 30;
    private const int Top = 12;
    private const int MaximumPoints = 300;

    /// <summary>Draws the curve.</summary>
    /// <param name="history">The losses; at least two recorded steps.</param>
    /// <returns>An svg element, or an empty text if there is too little to draw.</returns>
    public static string Draw(LossHistory history)
    {
        List<(int Step, double Loss)> points =
            [.. Thinned(history).Where(point => double.IsFinite(point.Loss) && point.Loss > 0)];
        if (points.Count < 2)
        {
            return "";
        }

        double low = Math.Log10(points.Min(point => point.Loss));
        double high = Math.Max(low + 0.1, Math.Log10(points.Max(point => point.Loss)));
        int lastStep = points[^1].Step;
        double X(int step) => Left + ((Width - Left - Right) * (double)step / lastStep);
        double Y(double loss) => Top + ((Height - Top - Bottom) * (high - Math.Log10(loss)) / (high - low));

        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Total loss over the steps\" class=\"chart\">");
        for (int tick = 0; tick <= 4; tick++)
        {
            double loss = Math.Pow(10, low + ((high - low) * tick / 4));
            svg.Append(CultureInfo.InvariantCulture,
                $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(loss):F1}\" y2=\"{Y(loss):F1}\" class=\"grid\"/>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{Left - 8}\" y=\"{Y(loss) + 4:F1}\" text-anchor=\"end\">{loss:G3}</text>");
            int step = lastStep * tick / 4;
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{X(step):F1}\" y=\"{Height - 8}\" text-anchor=\"middle\">{step}</text>");
        }

        svg.Append("<polyline class=\"curve\" points=\"");
        foreach ((int step, double loss) in points)
        {
            svg.Append(CultureInfo.InvariantCulture, $"{X(step):F1},{Y(loss):F1} ");
        }

        return svg.Append("\"/></svg>").ToString();
    }

    // The mean of neighbouring steps: single batches differ more than the trend.
    private static IEnumerable<(int Step, double Loss)> Thinned(LossHistory history)
    {
        int group = Math.Max(1, history.Rows.Count / MaximumPoints);
        return history.Rows.Chunk(group).Select(rows => (rows[^1].Step, rows.Average(row => row.Values[0])));
    }
}
