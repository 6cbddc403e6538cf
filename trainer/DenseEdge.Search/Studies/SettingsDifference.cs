using System.Text.Json.Nodes;

namespace DenseEdge.Search.Studies;

/// <summary>Finds where two settings differ, each place by its path and both of its values.</summary>
internal static class SettingsDifference
{
    private const string Absent = "nothing";

    /// <summary>Compares settings.</summary>
    /// <param name="found">The one side, named first.</param>
    /// <param name="asked">The other side.</param>
    /// <returns>A line per difference; empty if they are equal.</returns>
    public static IReadOnlyList<string> Of(JsonObject found, JsonObject asked) => [.. Compare("", found, asked)];

    private static IEnumerable<string> Compare(string place, JsonNode? found, JsonNode? asked)
    {
        if (found is JsonObject left && asked is JsonObject right)
        {
            return left.Select(entry => entry.Key).Union(right.Select(entry => entry.Key)).Order(StringComparer.Ordinal)
                .SelectMany(key => left.ContainsKey(key) && right.ContainsKey(key)
                    ? Compare(Join(place, key), left[key], right[key])
                    : [Line(Join(place, key), Text(left, key), Text(right, key))]);
        }

        (string before, string now) = (CanonicalJson.Write(found), CanonicalJson.Write(asked));
        return before == now ? [] : [Line(place, before, now)];
    }

    private static string Join(string place, string key) => place.Length == 0 ? key : $"{place}.{key}";

    private static string Text(JsonObject settings, string key)
        => settings.ContainsKey(key) ? CanonicalJson.Write(settings[key]) : Absent;

    private static string Line(string place, string found, string asked) => $"{place}: {found} in the study, {asked} asked for";
}
