using System.Globalization;
using System.Text.RegularExpressions;

namespace DenseEdge.FleetServer.Problems;

/// <summary>Finds the place of a filter's fault in its message, so that a page can show it.</summary>
internal static partial class FilterPosition
{
    private const int MatchMs = 1000;

    /// <summary>The position, counting characters from 1; null if the message has none.</summary>
    public static int? In(string detail)
    {
        Match match = Pattern().Match(detail);
        return match.Success && int.TryParse(
            match.Groups["at"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int position) ? position : null;
    }

    [GeneratedRegex("^The filter can't be read at character (?<at>[0-9]{1,6}):", RegexOptions.ExplicitCapture, MatchMs)]
    private static partial Regex Pattern();
}
