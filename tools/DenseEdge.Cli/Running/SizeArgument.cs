using System.CommandLine.Parsing;
using System.Globalization;

namespace DenseEdge.Cli.Running;

/// <summary>Image sizes on the command line: HEIGHTxWIDTH, such as 192x336.</summary>
internal static class SizeArgument
{
    private const int Smallest = 32;
    private const int Largest = 8192;

    /// <summary>Reads a size, or reports what was expected.</summary>
    /// <param name="result">The option's words.</param>
    public static (int Height, int Width)? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        (int Height, int Width)? size = Find(text);
        if (size is null)
        {
            result.AddError(Expected("a size", text));
        }

        return size;
    }

    /// <summary>Reads a size.</summary>
    /// <param name="text">HEIGHTxWIDTH in pixels.</param>
    /// <returns>The size, or null for anything else.</returns>
    public static (int Height, int Width)? Find(string text)
    {
        string[] sides = text.Split('x');
        return sides.Length == 2
            && int.TryParse(sides[0], NumberStyles.None, CultureInfo.InvariantCulture, out int height)
            && int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            && height is >= Smallest and <= Largest && width is >= Smallest and <= Largest
            ? (height, width)
            : null;
    }

    /// <summary>Says what was expected.</summary>
    /// <param name="option">What the size is for.</param>
    /// <param name="text">What the user said.</param>
    public static string Expected(string option, string text)
        => $"Expected HEIGHTxWIDTH in pixels for {option}, each {Smallest} to {Largest}, such as 192x336, found '{text}'.";
}
