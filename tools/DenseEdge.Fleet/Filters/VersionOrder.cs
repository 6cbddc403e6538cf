using System.Text;

namespace DenseEdge.Fleet.Filters;

/// <summary>Makes a text of a version that compares as the version does: 1.9 before 1.10, 1.4-rc1 before 1.4.</summary>
internal static class VersionOrder
{
    private const int LeastParts = 4;
    private const int Digits = 12;

    /// <param name="version">Numbers by dots, then perhaps a hyphen and a pre-release; a leading v and what follows a plus
    /// don't count.</param>
    /// <returns>A text whose order by code point is that of the versions.</returns>
    public static string Of(string version)
    {
        string text = version.Split('+')[0];
        text = text.StartsWith('v') ? text[1..] : text;
        int hyphen = text.IndexOf('-', StringComparison.Ordinal);
        string numbers = hyphen < 0 ? text : text[..hyphen];

        var order = new StringBuilder();
        string[] parts = numbers.Split('.');
        for (int i = 0; i < Math.Max(parts.Length, LeastParts); i++)
        {
            order.Append(i < parts.Length ? Padded(parts[i]) : Padded("0")).Append('.');
        }

        // '~' sorts after '-': the version itself comes after its pre-releases.
        return hyphen < 0
            ? order.Append('~').ToString()
            : order.Append('-').AppendJoin('.', text[(hyphen + 1)..].Split('.').Select(Padded)).ToString();
    }

    private static string Padded(string part) =>
        part.Length > 0 && part.All(char.IsAsciiDigit) ? part.TrimStart('0').PadLeft(Digits, '0') : part;
}
