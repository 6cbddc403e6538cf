using System.Text.Json;
using System.Text.Json.Serialization;

namespace DenseEdge.Search.Devices;

/// <summary>Writes a value as the key that it has in DenseEdge's files, such as "semseg" or "fp32".</summary>
/// <param name="key">The key of a value.</param>
/// <param name="parse">The value of a key; a <see cref="FormatException"/> lists the keys that exist.</param>
internal sealed class KeyConverter<T>(Func<T, string> key, Func<string, T> parse) : JsonConverter<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"Expected the key of a {typeof(T).Name} as a string.");
        }

        try
        {
            return parse(reader.GetString()!);
        }
        catch (FormatException fault)
        {
            throw new JsonException(fault.Message, fault);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        => writer.WriteStringValue(key(value));
}
