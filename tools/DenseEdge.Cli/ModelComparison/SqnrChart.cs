using System.Globalization;
using System.Net;
using System.Text;
using DenseEdge.Quantization.Comparison;

namespace DenseEdge.Cli.ModelComparison;

/// <summary>The signal-to-noise ratio of every layer, in the order of the network, as an SVG drawing: a line for what has
/// gathered up to a layer, a dot for what the layer adds by itself.</summary>
internal static class SqnrChart
{
    private const int Width = 1080, Height = 260, Left = 52, Right = 16, Top = 12, Bottom = 28;

    // Above this a difference is the rounding of 32-bit numbers.
    private const double HighestDb = 120;

    private const double GridDb = 20;

    /// <summary>Draws the chart.</summary>
    /// <param name="layers">The layers in order, at least one.</param>
    /// <param name="worst">Those that are marked.</param>
    public static string Draw(IReadOnlyList<LayerDifference> layers, IReadOnlyList<LayerDifference> worst)
    {
        double low = Math.Min(0, Math.Floor(layers.Min(layer => Limited(layer.Tensor.SqnrDb)) / GridDb) * GridDb);
        double X(int index) => Left + ((Width - Left - Right) * (index + 0.5) / layers.Count);
        double Y(double decibels) => Top + ((Height - Top - Bottom) * (HighestDb - Limited(decibels)) / (HighestDb - low));
        StringBuilder svg = new();
        CultureInfo culture = CultureInfo.InvariantCulture;
        svg.Append(culture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" class=\"chart\" ");
        svg.Append("aria-label=\"SQNR of every layer\">");
        for (double tick = low; tick <= HighestDb; tick += GridDb)
        {
            svg.Append(culture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" ");
            svg.Append(culture, $"y1=\"{Y(tick):F1}\" y2=\"{Y(tick):F1}\" class=\"grid\"/>");
            svg.Append(culture, $"<text x=\"{Left - 8}\" y=\"{Y(tick) + 4:F1}\" text-anchor=\"end\">{tick:F0} dB</text>");
        }

        for (int i = 0; i < layers.Count; i++)
        {
            LayerDifference layer = layers[i];
            if (layer.OwnSqnrDb >= HighestDb)
            {
                continue;
            }

            string title = $"{layer.Tensor.Name} ({layer.OpType}): own {ComparisonNumbers.Sqnr(layer.OwnSqnrDb)}, "
                + $"gathered {ComparisonNumbers.Sqnr(layer.Tensor.SqnrDb)}";
            string kind = worst.Contains(layer) ? "worst" : "own";
            svg.Append(culture, $"<circle cx=\"{X(i):F1}\" cy=\"{Y(layer.OwnSqnrDb):F1}\" r=\"{(kind == "worst" ? 4 : 2.2)}\" ");
            svg.Append(culture, $"class=\"{kind}\"><title>{WebUtility.HtmlEncode(title)}</title></circle>");
        }

        svg.Append("<polyline class=\"curve\" points=\"");
        svg.AppendJoin(' ', layers.Select((layer, i) => string.Create(culture, $"{X(i):F1},{Y(layer.Tensor.SqnrDb):F1}")));
        svg.Append(culture, $"\"/><text x=\"{Left}\" y=\"{Height - 8}\">first layer</text>");
        svg.Append(culture, $"<text x=\"{Width - Right}\" y=\"{Height - 8}\" text-anchor=\"end\">last layer</text></svg>");
        return svg.ToString();
    }

    private static double Limited(double decibels) => double.IsNaN(decibels) ? 0 : Math.Clamp(decibels, -GridDb, HighestDb);
}
