using System.Globalization;
using System.Text.RegularExpressions;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>A time window on the command line: "Mon-Fri 08:00-17:00 Europe/Berlin"; days and zone may be left out.</summary>
internal static partial class WindowArgument
{
    private static readonly string[] Week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>Reads a window.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">It says something else.</exception>
    public static RolloutWindow Parse(string text)
    {
        Match match = Form().Match(text);
        string from = match.Groups["from"].Value, to = match.Groups["to"].Value;
        if (!match.Success || !IsTime(from) || !IsTime(to) || from == to)
        {
            throw new ArgumentException($"Expected a window such as \"Mon-Fri 08:00-17:00 Europe/Berlin\", found '{text}'.");
        }

        return new RolloutWindow
        {
            From = from,
            To = to,
            Days = match.Groups["days"].Success ? Days(match.Groups["days"].Value) : [],
            TimeZone = match.Groups["zone"].Success ? match.Groups["zone"].Value : "UTC",
        };
    }

    private static string[] Days(string text)
        => [.. text.Split(',').SelectMany(Range).Distinct().OrderBy(day => Array.IndexOf(Week, day))];

    /// <summary>Mon-Fri, or Fri-Mon over the end of the week, or one day.</summary>
    private static IEnumerable<string> Range(string text)
    {
        int[] ends = [.. text.Split('-').Select(Day)];
        int length = ((ends[^1] - ends[0] + Week.Length) % Week.Length) + 1;
        return Enumerable.Range(ends[0], length).Select(day => Week[day % Week.Length]);
    }

    private static int Day(string text)
    {
        int day = Array.FindIndex(Week, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return day >= 0
            ? day
            : throw new ArgumentException($"Expected days such as Mon-Fri or Sat,Sun, found '{text}'.");
    }

    private static bool IsTime(string text)
        => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"^((?<days>[A-Za-z]+([-,][A-Za-z]+)*)\s+)?(?<from>\d\d:\d\d)-(?<to>\d\d:\d\d)(\s+(?<zone>[A-Za-z0-9_+/-]+))?$")]
    private static partial Regex Form();
}
