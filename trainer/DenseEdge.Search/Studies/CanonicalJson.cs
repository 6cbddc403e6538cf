using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DenseEdge.Search.Studies;

/// <summary>JSON with one spelling for one content: properties by name, no white space. Its hash is the content's identity.</summary>
internal static class CanonicalJson
{
    private const int IdentityLength = 32;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes a value canonically. Numbers keep their spelling.</summary>
    /// <param name="node">The value; null for JSON's null.</param>
    public static string Write(JsonNode? node)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            Write(writer, node);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes a value for people.</summary>
    /// <param name="node">The value.</param>
    public static string WriteIndented(JsonNode node) => node.ToJsonString(Indented) + "\n";

    /// <summary>The SHA-256 of a value, 64 hexadecimal digits.</summary>
    /// <param name="node">The value.</param>
    public static string Digest(JsonNode? node)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(node))));

    /// <summary>The first half of the digest: short enough for a file's name, long enough never to meet another.</summary>
    /// <param name="node">The value.</param>
    public static string Identity(JsonNode? node) => Digest(node)[..IdentityLength];

    /// <summary>Reads an object.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no JSON object, such as a file that was only half copied.</exception>
    public static JsonObject ReadObject(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject
                ?? throw new InvalidDataException($"'{path}': expected a JSON object.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"'{path}': expected a JSON object, found something else: {fault.Message}", fault);
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject entries:
                writer.WriteStartObject();
                foreach ((string key, JsonNode? value) in entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(key);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (JsonNode? item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
