using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace DenseEdge.Tuf.Canonical;

/// <summary>
/// The one byte sequence that stands for a JSON value, so that it can be signed: the canonical JSON of OLPC
/// (wiki.laptop.org/go/Canonical_JSON), which TUF uses.
/// </summary>
/// <remarks>No white space; names in the order of their code points; in strings only \ and " are escaped; numbers are integers.
/// The result is not always JSON itself: a line break in a string stands for itself.</remarks>
public static class CanonicalJson
{
    /// <summary>How deeply values may be nested: far beyond any metadata, far below any stack.</summary>
    public const int MostDepth = 32;

    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = MostDepth,
    };

    /// <summary>Reads JSON that has a canonical form.</summary>
    /// <param name="json">UTF-8, without a byte order mark.</param>
    /// <returns>The value; it does not depend on <paramref name="json"/> any more.</returns>
    /// <exception cref="TufException">It is no JSON, is nested more than <see cref="MostDepth"/> deep, repeats a name, is not
    /// UTF-8 throughout, or has a number that is no 64-bit integer.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw TufException.Malformed("Expected JSON in UTF-8, found other bytes.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json.ToArray(), Strict);
            return document.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            throw TufException.Malformed($"Expected JSON, found: {fault.Message}", fault);
        }
        catch (InvalidOperationException fault)
        {
            // The search for names that come twice stumbles over half a surrogate pair.
            throw TufException.Malformed($"Expected JSON, found: {fault.Message}", fault);
        }
    }

    /// <summary>The canonical form.</summary>
    /// <param name="value">Any value.</param>
    /// <exception cref="TufException">It has none: a number that is no 64-bit integer, half a surrogate pair.</exception>
    public static byte[] Encode(JsonElement value)
    {
        ArrayBufferWriter<byte> output = new();
        Write(value, output, depth: 0);
        return output.WrittenSpan.ToArray();
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> output, int depth)
    {
        if (depth > MostDepth)
        {
            throw TufException.Malformed($"Expected values at most {MostDepth} deep, found deeper ones.");
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output, depth);
                break;
            case JsonValueKind.Array:
                WriteArray(value, output, depth);
                break;
            case JsonValueKind.String:
                WriteString(Text(value), output);
                break;
            case JsonValueKind.Number:
                output.Write(Encoding.ASCII.GetBytes(Integer(value).ToString(CultureInfo.InvariantCulture)));
                break;
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            default:
                output.Write("null"u8);
                break;
        }
    }

    private static void WriteObject(JsonElement value, ArrayBufferWriter<byte> output, int depth)
    {
        List<(byte[] Order, string Name, JsonElement Value)> properties = [];
        foreach (JsonProperty property in value.EnumerateObject())
        {
            string name = Name(property);
            properties.Add((Encoding.UTF8.GetBytes(name), name, property.Value));
        }

        // The order of UTF-8 bytes is that of code points; that of UTF-16 units is not.
        properties.Sort((left, right) => left.Order.AsSpan().SequenceCompareTo(right.Order));
        output.Write("{"u8);
        for (int index = 0; index < properties.Count; index++)
        {
            output.Write(index == 0 ? ""u8 : ","u8);
            WriteString(properties[index].Name, output);
            output.Write(":"u8);
            Write(properties[index].Value, output, depth + 1);
        }

        output.Write("}"u8);
    }

    private static void WriteArray(JsonElement value, ArrayBufferWriter<byte> output, int depth)
    {
        output.Write("["u8);
        bool isFirst = true;
        foreach (JsonElement item in value.EnumerateArray())
        {
            output.Write(isFirst ? ""u8 : ","u8);
            isFirst = false;
            Write(item, output, depth + 1);
        }

        output.Write("]"u8);
    }

    private static void WriteString(string text, ArrayBufferWriter<byte> output)
    {
        string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        output.Write("\""u8);
        output.Write(Encoding.UTF8.GetBytes(escaped));
        output.Write("\""u8);
    }

    private static long Integer(JsonElement value) => value.TryGetInt64(out long number)
        ? number
        : throw TufException.Malformed($"Expected whole numbers of 64 bits, found {value.GetRawText()}.");

    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException fault)
        {
            throw TufException.Malformed("Expected text, found half a surrogate pair.", fault);
        }
    }

    private static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException fault)
        {
            throw TufException.Malformed("Expected text, found half a surrogate pair.", fault);
        }
    }
}
