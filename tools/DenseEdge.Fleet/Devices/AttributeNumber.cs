using System.Globalization;

namespace DenseEdge.Fleet.Devices;

/// <summary>The number that an attribute's value is, so that filters compare numbers as numbers.</summary>
internal static class AttributeNumber
{
    /// <returns>The number; null for a text that is none, or isn't finite.</returns>
    public static double? Of(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : null;
}
