using System.Globalization;
using System.Text.Json;

namespace DenseEdge.Tuf.Metadata;

/// <summary>Fields of metadata, each of the kind it must be.</summary>
internal static class JsonFields
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>A field that may be missing.</summary>
    public static JsonElement? Optional(this JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object)
        {
            throw TufException.Malformed($"Expected an object with '{name}', found {parent.ValueKind}.");
        }

        return parent.TryGetProperty(name, out JsonElement value) ? value : null;
    }

    /// <summary>A field.</summary>
    public static JsonElement Field(this JsonElement parent, string name)
        => parent.Optional(name) ?? throw TufException.Malformed($"Expected a field '{name}', found none.");

    /// <summary>A field that is an object.</summary>
    public static JsonElement Child(this JsonElement parent, string name)
        => Kind(parent.Field(name), JsonValueKind.Object, name);

    /// <summary>A field that is an array.</summary>
    public static JsonElement Items(this JsonElement parent, string name)
        => Kind(parent.Field(name), JsonValueKind.Array, name);

    /// <summary>A field that is text.</summary>
    public static string Text(this JsonElement parent, string name) => parent.Field(name).AsText(name);

    /// <summary>A field that is true or false, false if it is missing.</summary>
    public static bool Flag(this JsonElement parent, string name) => parent.Optional(name) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } other => throw TufException.Malformed($"Expected true or false for '{name}', found {other.ValueKind}."),
    };

    /// <summary>A field that is a whole number.</summary>
    public static long Integer(this JsonElement parent, string name, long least)
    {
        JsonElement value = Kind(parent.Field(name), JsonValueKind.Number, name);
        return value.TryGetInt64(out long number) && number >= least
            ? number
            : throw TufException.Malformed(
                $"Expected a whole number of at least {least} for '{name}', found {value.GetRawText()}.");
    }

    /// <summary>A field that is a time: 2030-01-01T00:00:00Z.</summary>
    public static DateTimeOffset Time(this JsonElement parent, string name)
    {
        string text = parent.Text(name);
        return TryTime(text)
            ?? throw TufException.Malformed($"Expected a time such as 2030-01-01T00:00:00Z for '{name}', found '{text}'.");
    }

    /// <summary>Reads a time.</summary>
    public static DateTimeOffset? TryTime(string text) => DateTimeOffset.TryParseExact(
        text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
        ? time
        : null;

    /// <summary>Writes a time.</summary>
    public static string TimeText(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>A value that is text.</summary>
    public static string AsText(this JsonElement value, string name)
    {
        try
        {
            return Kind(value, JsonValueKind.String, name).GetString()!;
        }
        catch (InvalidOperationException fault)
        {
            throw TufException.Malformed($"Expected text for '{name}', found half a surrogate pair.", fault);
        }
    }

    /// <summary>The fields of an object by name.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Fields(this JsonElement parent)
    {
        foreach (JsonProperty property in parent.EnumerateObject())
        {
            string name;
            try
            {
                name = property.Name;
            }
            catch (InvalidOperationException fault)
            {
                throw TufException.Malformed("Expected names of fields as text, found half a surrogate pair.", fault);
            }

            yield return (name, property.Value);
        }
    }

    private static JsonElement Kind(JsonElement value, JsonValueKind kind, string name) => value.ValueKind == kind
        ? value
        : throw TufException.Malformed($"Expected {kind} for '{name}', found {value.ValueKind}.");
}
