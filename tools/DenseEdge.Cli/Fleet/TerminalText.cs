using System.Globalization;
using System.Text;

namespace DenseEdge.Cli.Fleet;

/// <summary>Text of devices on a terminal: a device that reports escape sequences must not move anybody's cursor.</summary>
internal static class TerminalText
{
    private const string Unknown = "-";

    /// <summary>Makes text harmless: whatever isn't shown becomes U+FFFD, line ends become spaces.</summary>
    /// <param name="text">The text; null for a hyphen.</param>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Unknown;
        }

        StringBuilder clean = new(text.Length);
        foreach (Rune letter in text.EnumerateRunes())
        {
            clean.Append(letter.Value is '\n' or '\r' or '\t' ? " " : IsShown(letter) ? letter.ToString() : "\uFFFD");
        }

        return clean.ToString();
    }

    /// <summary>A number with a unit.</summary>
    /// <param name="value">The number; null for a hyphen.</param>
    /// <param name="unit">The unit, such as ms.</param>
    public static string Of(double? value, string unit)
        => value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number:F1} {unit}") : Unknown;

    /// <summary>A time, in UTC to the second.</summary>
    /// <param name="time">The time; null for a hyphen.</param>
    public static string Of(DateTimeOffset? time)
        => time?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? Unknown;

    // Format characters include those that turn the direction of writing around.
    private static bool IsShown(Rune letter) => Rune.GetUnicodeCategory(letter) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
