using System.Globalization;
using System.Xml.Linq;

namespace DenseEdge.Cli.Fronts;

/// <summary>Elements of a drawing, with coordinates to a tenth.</summary>
internal static class Svg
{
    /// <summary>A line.</summary>
    public static XElement Line(double x1, double y1, double x2, double y2, string look) => new(
        "line", Number("x1", x1), Number("y1", y1), Number("x2", x2), Number("y2", y2), new XAttribute("class", look));

    /// <summary>A text; <paramref name="anchor"/> is start, middle or end.</summary>
    public static XElement Text(double x, double y, string text, string look, string anchor) => new(
        "text", Number("x", x), Number("y", y), new XAttribute("class", look), new XAttribute("text-anchor", anchor), text);

    /// <summary>A coordinate as an attribute.</summary>
    public static XAttribute Number(string name, double value) => new(name, Rounded(value));

    /// <summary>A place in a list of points.</summary>
    public static string Place(double x, double y) => $"{Rounded(x)},{Rounded(y)}";

    /// <summary>The same element with one more attribute.</summary>
    public static XElement With(this XElement element, string name, string value)
    {
        element.Add(new XAttribute(name, value));
        return element;
    }

    private static string Rounded(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
