using System.Text.Json;

namespace DenseEdge.Training.Weights;

/// <summary>The JSON header of a safetensors file, checked against the bytes that follow it.</summary>
/// <param name="Entries">The tensors, in the order of their places.</param>
/// <param name="Metadata">Free text by key.</param>
internal sealed record SafeTensorsHeader(
    IReadOnlyList<SafeTensorsHeader.Entry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The longest header that is read: room for about half a million tensors.</summary>
    public const int MaximumBytes = 64 << 20;

    private const string MetadataKey = "__metadata__";

    /// <summary>Parses a header and checks every entry.</summary>
    /// <param name="json">The header.</param>
    /// <param name="dataBytes">Bytes that follow the header.</param>
    /// <exception cref="InvalidDataException">It is not a header, or tensors overlap, leave gaps or reach past the end.</exception>
    public static SafeTensorsHeader Parse(byte[] json, long dataBytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            List<Entry> entries = [];
            Dictionary<string, string> metadata = new(StringComparer.Ordinal);
            HashSet<string> names = new(StringComparer.Ordinal);
            foreach (JsonProperty property in Require(document.RootElement, JsonValueKind.Object, "The header").EnumerateObject())
            {
                if (!names.Add(property.Name))
                {
                    throw new InvalidDataException($"The header has '{property.Name}' twice.");
                }

                if (property.Name == MetadataKey)
                {
                    ReadMetadata(property.Value, metadata);
                }
                else
                {
                    entries.Add(ReadEntry(property.Name, property.Value, dataBytes));
                }
            }

            entries.Sort((left, right) => (left.Begin, left.End).CompareTo((right.Begin, right.End)));
            RequireNoGaps(entries, dataBytes);
            return new SafeTensorsHeader(entries, metadata);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"The header is not JSON: {fault.Message}", fault);
        }
    }

    /// <summary>Writes a header for tensors that follow each other.</summary>
    public static byte[] Write(
        IReadOnlyList<KeyValuePair<string, SafeTensor>> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                writer.WriteStartObject(MetadataKey);
                foreach (KeyValuePair<string, string> text in metadata.OrderBy(text => text.Key, StringComparer.Ordinal))
                {
                    writer.WriteString(text.Key, text.Value);
                }

                writer.WriteEndObject();
            }

            long begin = 0;
            foreach ((string name, SafeTensor tensor) in tensors)
            {
                writer.WriteStartObject(name);
                writer.WriteString("dtype", tensor.Type.ToString().ToUpperInvariant());
                WriteNumbers(writer, "shape", tensor.Shape);
                WriteNumbers(writer, "data_offsets", [begin, begin + tensor.Data.Length]);
                writer.WriteEndObject();
                begin += tensor.Data.Length;
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, IReadOnlyList<long> numbers)
    {
        writer.WriteStartArray(name);
        foreach (long number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private static void ReadMetadata(JsonElement element, Dictionary<string, string> metadata)
    {
        foreach (JsonProperty text in Require(element, JsonValueKind.Object, MetadataKey).EnumerateObject())
        {
            metadata[text.Name] = Require(text.Value, JsonValueKind.String, $"{MetadataKey}.{text.Name}").GetString()!;
        }
    }

    private static Entry ReadEntry(string name, JsonElement element, long dataBytes)
    {
        Require(element, JsonValueKind.Object, $"'{name}'");
        string format = Require(Member(element, name, "dtype"), JsonValueKind.String, $"'{name}'.dtype").GetString()!;
        if (!Enum.GetNames<SafeTensorType>().Contains(format, StringComparer.OrdinalIgnoreCase))
        {
            throw new InvalidDataException($"'{name}' has the unknown format '{format}'.");
        }

        SafeTensorType type = Enum.Parse<SafeTensorType>(format, ignoreCase: true);
        long[] shape = Numbers(name, "shape", element);
        long[] offsets = Numbers(name, "data_offsets", element);
        if (offsets.Length != 2 || offsets[0] > offsets[1] || offsets[1] > dataBytes)
        {
            throw new InvalidDataException(
                $"'{name}' lies at [{string.Join(", ", offsets)}], but {dataBytes} bytes follow the header.");
        }

        // Sizes are attacker's numbers: 128 bits and a check at each step, so that no product can wrap around.
        Int128 expected = SafeTensor.ElementBytes(type);
        foreach (long size in shape)
        {
            expected = expected > dataBytes ? expected : expected * size;
        }

        if (shape.Contains(0))
        {
            expected = 0;
        }

        return expected == offsets[1] - offsets[0] && expected <= Array.MaxLength
            ? new Entry(name, type, shape, offsets[0], offsets[1])
            : throw new InvalidDataException(
                $"'{name}' of format {type} and shape [{string.Join(", ", shape)}] does not fit {offsets[1] - offsets[0]} bytes.");
    }

    private static void RequireNoGaps(List<Entry> entries, long dataBytes)
    {
        long end = 0;
        foreach (Entry entry in entries)
        {
            if (entry.Begin != end)
            {
                throw new InvalidDataException(
                    $"'{entry.Name}' begins at {entry.Begin}, but the tensor before it ends at {end}.");
            }

            end = entry.End;
        }

        if (end != dataBytes)
        {
            throw new InvalidDataException($"The tensors end at {end}, but {dataBytes} bytes follow the header.");
        }
    }

    private static long[] Numbers(string name, string member, JsonElement element)
    {
        JsonElement array = Require(Member(element, name, member), JsonValueKind.Array, $"'{name}'.{member}");
        return [.. array.EnumerateArray().Select(number =>
            number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out long value) && value >= 0
                ? value
                : throw new InvalidDataException($"'{name}'.{member} has {number.GetRawText()}, expected an integer of at least 0."))];
    }

    private static JsonElement Member(JsonElement element, string name, string member)
        => element.TryGetProperty(member, out JsonElement value)
            ? value
            : throw new InvalidDataException($"'{name}' has no {member}.");

    private static JsonElement Require(JsonElement element, JsonValueKind kind, string what)
        => element.ValueKind == kind
            ? element
            : throw new InvalidDataException($"{what} must be JSON {kind}, found {element.ValueKind}.");

    /// <summary>One tensor of the header.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">Format of its numbers.</param>
    /// <param name="Shape">Its sizes.</param>
    /// <param name="Begin">Its first byte after the header.</param>
    /// <param name="End">The byte after its last.</param>
    internal sealed record Entry(string Name, SafeTensorType Type, IReadOnlyList<long> Shape, long Begin, long End);
}
