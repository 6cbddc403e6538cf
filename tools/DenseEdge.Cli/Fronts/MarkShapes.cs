using System.Xml.Linq;
using static DenseEdge.Cli.Fronts.Svg;

namespace DenseEdge.Cli.Fronts;

/// <summary>The shapes of marks.</summary>
internal static class MarkShapes
{
    /// <summary>Half of a mark's width, in units of the drawing.</summary>
    /// <param name="kind">What it stands for.</param>
    public static double Radius(MarkKind kind) => kind switch
    {
        MarkKind.Predicted => 2.2,
        MarkKind.Measured => 4,
        _ => 6,
    };

    /// <summary>Draws a mark.</summary>
    /// <param name="kind">What it stands for.</param>
    /// <param name="x">Its place.</param>
    /// <param name="y">Its place; y grows downwards.</param>
    /// <param name="title">What is told of it when somebody points at it.</param>
    public static XElement Draw(MarkKind kind, double x, double y, string title)
    {
        double radius = Radius(kind);
        XElement shape = kind == MarkKind.Baseline
            ? new XElement("polygon", new XAttribute("points", string.Join(
                ' ', Place(x, y - radius), Place(x + radius, y), Place(x, y + radius), Place(x - radius, y))))
            : new XElement("circle", Number("cx", x), Number("cy", y), Number("r", radius));
        shape.Add(new XAttribute("class", Look(kind)), new XElement("title", title));
        return shape;
    }

    private static string Look(MarkKind kind) => kind switch
    {
        MarkKind.Predicted => "predicted",
        MarkKind.Measured => "measured",
        MarkKind.Chosen => "chosen",
        _ => "baseline",
    };
}
