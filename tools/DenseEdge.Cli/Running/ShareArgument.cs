using System.Globalization;

namespace DenseEdge.Cli.Running;

/// <summary>Shares on the command line: 1% or 0.01.</summary>
internal static class ShareArgument
{
    /// <summary>Reads a share.</summary>
    /// <param name="text">A number, with or without a percent sign.</param>
    /// <returns>The share, above 0 and up to 1; null for anything else.</returns>
    public static double? Find(string text)
    {
        bool isPercent = text.EndsWith('%');
        bool isNumber = double.TryParse(
            isPercent ? text.AsSpan(0, text.Length - 1) : text,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out double number);
        double share = isPercent ? number / 100 : number;
        return isNumber && share is > 0 and <= 1 ? share : null;
    }
}
