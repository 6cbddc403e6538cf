using System.CommandLine.Parsing;
using System.Globalization;

namespace DenseEdge.Cli.Running;

/// <summary>Image sizes on the command line: HEIGHTxWIDTH, such as 192x336.</summary>
internal static class SizeArgument
{
    /// <summary>Reads a size, or reports what was expected.</summary>
    /// <param name="result">The option's words.</param>
    public static (int Height, int Width)? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        string[] sides = text.Split('x');
        if (sides.Length == 2
            && int.TryParse(sides[0], NumberStyles.None, CultureInfo.InvariantCulture, out int height)
            && int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            && height is >= 32 and <= 8192 && width is >= 32 and <= 8192)
        {
            return (height, width);
        }

        result.AddError($"Expected HEIGHTxWIDTH in pixels, each 32 to 8192, such as 192x336, found '{text}'.");
        return null;
    }
}
