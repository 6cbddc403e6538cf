using System.Globalization;
using System.Text.RegularExpressions;

namespace DenseEdge.Cameras.Addresses;

/// <summary>A file name with a number in C's notation: <c>frame_%04d.png</c> or <c>%d.jpg</c>.</summary>
/// <param name="Before">What stands before the number.</param>
/// <param name="Digits">Least number of digits.</param>
/// <param name="After">What follows.</param>
internal sealed partial record NumberedName(string Before, int Digits, string After)
{
    /// <summary>Reads the notation.</summary>
    internal static bool TryParse(string name, out NumberedName? numbered)
    {
        Match match = Notation().Match(name);
        numbered = match.Success
            ? new NumberedName(
                name[..match.Index],
                match.Groups[1].Length > 0 ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 1,
                name[(match.Index + match.Length)..])
            : null;
        return match.Success;
    }

    /// <summary>Gets the number in a file's name; null if the name is another one.</summary>
    internal long? NumberOf(string name)
    {
        if (name.Length < Before.Length + Digits + After.Length
            || !name.StartsWith(Before, StringComparison.Ordinal) || !name.EndsWith(After, StringComparison.Ordinal))
        {
            return null;
        }

        ReadOnlySpan<char> digits = name.AsSpan()[Before.Length..^After.Length];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;
    }

    [GeneratedRegex("%(?:0([1-9]))?d")]
    private static partial Regex Notation();
}
