using System.Globalization;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>The groups of a rollout on the command line: canary:3,1%,10%,100%. A number is a count; a percentage is the share of
/// all devices that is reached with this group.</summary>
internal static class GroupsArgument
{
    private const string Expected = "Expected groups such as canary:3,1%,10%,100%";

    /// <summary>Reads groups.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">It says something else, shares fall, or the last one isn't 100 %.</exception>
    public static IReadOnlyList<NewGroup> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        NewGroup[] groups = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(word => ParseGroup(word, text))];
        double reached = 0;
        foreach (double share in groups.Select(group => group.Percent).OfType<double>())
        {
            if (share <= reached)
            {
                throw new ArgumentException($"{Expected}, whose shares rise, found '{text}'.");
            }

            reached = share;
        }

        return groups[^1].Percent == 100
            ? groups
            : throw new ArgumentException($"{Expected}, the last of which reaches 100%, found '{text}'.");
    }

    private static NewGroup ParseGroup(string word, string text)
    {
        int colon = word.LastIndexOf(':');
        string? name = colon > 0 ? word[..colon] : null;
        string size = word[(colon + 1)..];
        bool isShare = size.EndsWith('%');
        if (isShare && double.TryParse(size[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share)
            && share is > 0 and <= 100)
        {
            return new NewGroup { Name = name, Percent = share };
        }

        return !isShare && int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? new NewGroup { Name = name, Count = count }
            : throw new ArgumentException($"{Expected}, found '{word}' in '{text}'.");
    }
}
