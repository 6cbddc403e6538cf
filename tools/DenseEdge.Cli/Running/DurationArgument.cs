using System.CommandLine.Parsing;
using System.Globalization;

namespace DenseEdge.Cli.Running;

/// <summary>Times on the command line: 90s, 10m, 1.5h.</summary>
internal static class DurationArgument
{
    /// <summary>Reads a time, or reports what was expected.</summary>
    /// <param name="result">The option's words.</param>
    public static TimeSpan? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        double unitSeconds = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        if (unitSeconds == 0
            || !double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            || number <= 0 || number * unitSeconds > 1e8)
        {
            result.AddError($"Expected a time such as 90s, 10m or 1.5h, found '{text}'.");
            return null;
        }

        return TimeSpan.FromSeconds(number * unitSeconds);
    }
}
