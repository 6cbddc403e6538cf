using System.Text.Json;

namespace DenseEdge.Fleet.Sql;

/// <summary>How values of an enumeration are written in the database: in_sync for InSync.</summary>
internal static class Names<TEnum>
    where TEnum : struct, Enum
{
    private static readonly Dictionary<TEnum, string> Texts =
        Enum.GetValues<TEnum>().ToDictionary(
            value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static readonly Dictionary<string, TEnum> Values = Texts.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static string Of(TEnum value) => Texts[value];

    /// <exception cref="InvalidDataException">The database holds something else.</exception>
    public static TEnum Parse(string text) => Values.TryGetValue(text, out TEnum value)
        ? value
        : throw new InvalidDataException(
            $"The database says '{text}' where one of {string.Join(", ", Values.Keys)} was expected; " +
            "a newer program may have written it.");

    public static bool TryParse(string text, out TEnum value) => Values.TryGetValue(text, out value);
}
