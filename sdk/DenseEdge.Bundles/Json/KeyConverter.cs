using System.Text.Json;
using System.Text.Json.Serialization;

namespace DenseEdge.Bundles.Json;

/// <summary>Writes a value as the key that it has in files everywhere.</summary>
internal abstract class KeyConverter<T> : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"Expected text, found {reader.TokenType}.");
        }

        try
        {
            return Parse(reader.GetString()!);
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException)
        {
            throw new JsonException(fault.Message, fault);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        => writer.WriteStringValue(Key(value));

    protected abstract string Key(T value);

    protected abstract T Parse(string key);
}
