using System.Globalization;
using System.Text.RegularExpressions;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>The rate of a rollout on the command line: 10/min, or 10/min*1.5 to grow by half after every 10 devices that
/// succeeded, or 10/min*1.5/20 after every 20.</summary>
internal static partial class RateArgument
{
    /// <summary>Reads a rate.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mostPerMinute">The highest rate, in devices a minute; null for none.</param>
    /// <exception cref="ArgumentException">It says something else.</exception>
    public static RolloutRate Parse(string text, double? mostPerMinute)
    {
        Match match = Form().Match(text);
        double perMinute = match.Success ? Number(match.Groups["rate"].Value) : 0;
        double factor = match.Groups["factor"].Success ? Number(match.Groups["factor"].Value) : 1;
        if (perMinute <= 0 || factor < 1)
        {
            throw new ArgumentException($"Expected a rate such as 10/min or 10/min*1.5, found '{text}'.");
        }

        // Without a word on it, the rate grows about once in the minute that the devices of one rate take.
        int every = match.Groups["every"].Success
            ? int.Parse(match.Groups["every"].Value, CultureInfo.InvariantCulture)
            : (int)Math.Ceiling(perMinute);
        return new RolloutRate
        {
            PerMinute = perMinute,
            GrowthFactor = factor,
            GrowthEvery = factor > 1 ? Math.Max(1, every) : null,
            MostPerMinute = mostPerMinute,
        };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<rate>\d{1,7}(\.\d{1,3})?)/min(\*(?<factor>\d{1,3}(\.\d{1,3})?)(/(?<every>\d{1,6}))?)?$")]
    private static partial Regex Form();
}
