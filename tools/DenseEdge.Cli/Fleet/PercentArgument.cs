using System.Globalization;

namespace DenseEdge.Cli.Fleet;

/// <summary>A share on the command line: 95% or 95.</summary>
internal static class PercentArgument
{
    /// <summary>Reads a share.</summary>
    /// <param name="option">The option's name, for the message.</param>
    /// <param name="text">The text.</param>
    /// <returns>In percent, 0 to 100.</returns>
    /// <exception cref="ArgumentException">It says something else.</exception>
    public static double Parse(string option, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string number = text.EndsWith('%') ? text[..^1] : text;
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share)
            && share is >= 0 and <= 100
            ? share
            : throw new ArgumentException($"Expected a share from 0% to 100% for {option}, found '{text}'.");
    }
}
