using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using DenseEdge.Contracts;

namespace DenseEdge.Bundles.Json;

/// <summary>A class as models write it: <c>{"name": "floor", "color": "#80ff00"}</c>.</summary>
internal sealed class LabelClassConverter : JsonConverter<LabelClass>
{
    private const string NameKey = "name";
    private const string ColorKey = "color";

    public override LabelClass Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return Text(document.RootElement, NameKey) is { } name
            && Text(document.RootElement, ColorKey) is ['#', .. { Length: 6 } hex]
            && int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int rgb)
            ? new LabelClass(name, (byte)(rgb >> 16), (byte)((rgb >> 8) & 0xff), (byte)(rgb & 0xff))
            : throw new JsonException("Expected a class with a name and a colour such as #80ff00.");
    }

    public override void Write(Utf8JsonWriter writer, LabelClass value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(NameKey, value.Name);
        writer.WriteString(ColorKey, $"#{value.Red:x2}{value.Green:x2}{value.Blue:x2}");
        writer.WriteEndObject();
    }

    // GetString throws InvalidOperationException on text that is no UTF-16 once unescaped.
    private static string? Text(JsonElement element, string key)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out JsonElement value)
                && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
