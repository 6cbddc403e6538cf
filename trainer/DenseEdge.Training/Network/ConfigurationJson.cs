using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DenseEdge.Contracts;

namespace DenseEdge.Training.Network;

/// <summary>Reads and writes the records that configure a run, and finds everything that is wrong with a text at once.</summary>
internal static class ConfigurationJson
{
    private static readonly JsonSerializerOptions Options = MakeOptions();

    /// <summary>Writes a record as indented JSON with snake_case keys.</summary>
    public static string Write<T>(T record) => JsonSerializer.Serialize(record, Options);

    /// <summary>Reads a record.</summary>
    /// <param name="json">A JSON object with snake_case keys.</param>
    /// <param name="source">Where it is from; it begins the message.</param>
    /// <exception cref="InvalidDataException">
    /// The text is no such object; the message lists every fault with its place.
    /// </exception>
    public static T Read<T>(string json, string source)
        where T : class
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            List<string> faults = [.. Faults(document.RootElement, typeof(T), "")];
            if (faults.Count > 0)
            {
                throw new InvalidDataException($"{source}: {string.Join(" ", faults)}");
            }

            return document.Deserialize<T>(Options)
                ?? throw new InvalidDataException($"{source}: expected a JSON object, found null.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{source}: {Short(fault)}", fault);
        }
    }

    /// <summary>What keeps a JSON value from being read as a type, a sentence each.</summary>
    private static IEnumerable<string> Faults(JsonElement element, Type type, string path)
    {
        JsonTypeInfo info = Options.GetTypeInfo(type);
        return (info.Kind, element.ValueKind) switch
        {
            (JsonTypeInfoKind.Object, JsonValueKind.Object) => ObjectFaults(element, info, path),
            (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) => element.EnumerateArray()
                .SelectMany((item, index) => Faults(item, info.ElementType!, $"{path}[{index}]")),
            _ => ValueFaults(element, type, path),
        };
    }

    private static IEnumerable<string> ObjectFaults(JsonElement element, JsonTypeInfo info, string path)
    {
        Dictionary<string, JsonPropertyInfo> known = info.Properties.ToDictionary(property => property.Name);
        foreach (JsonProperty given in element.EnumerateObject())
        {
            string place = path.Length == 0 ? given.Name : $"{path}.{given.Name}";
            if (!known.TryGetValue(given.Name, out JsonPropertyInfo? property))
            {
                yield return $"{place} is unknown; known here: {string.Join(", ", known.Keys)}.";
                continue;
            }

            bool mayBeNull = property.IsSetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null;
            IEnumerable<string> faults = given.Value.ValueKind != JsonValueKind.Null
                ? Faults(given.Value, property.PropertyType, place)
                : mayBeNull ? [] : [$"{place} must not be null."];
            foreach (string fault in faults)
            {
                yield return fault;
            }
        }

        foreach (JsonPropertyInfo property in info.Properties.Where(property => property.IsRequired))
        {
            if (!element.TryGetProperty(property.Name, out _))
            {
                yield return $"{(path.Length == 0 ? "" : $"{path}.")}{property.Name} is missing.";
            }
        }
    }

    private static IEnumerable<string> ValueFaults(JsonElement element, Type type, string path)
    {
        try
        {
            _ = element.Deserialize(type, Options);
            return [];
        }
        catch (JsonException fault)
        {
            string place = path.Length == 0 ? "" : $"{path}: ";
            Type named = Nullable.GetUnderlyingType(type) ?? type;
            return named.IsEnum && named != typeof(TaskKind)
                ? [$"{place}expected one of {string.Join(", ", Names(named))}, found {element.GetRawText()}."]
                : [$"{place}{Short(fault)}"];
        }
    }

    private static IEnumerable<string> Names(Type type)
        => Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);

    /// <summary>The message without the path and the line, which the caller says better.</summary>
    private static string Short(JsonException fault)
    {
        int end = fault.Message.IndexOf(" Path:", StringComparison.Ordinal);
        return end < 0 ? fault.Message : fault.Message[..end];
    }

    private static JsonSerializerOptions MakeOptions()
    {
        JsonSerializerOptions options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            WriteIndented = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            Converters =
            {
                new TaskKindJsonConverter(),
                new GenotypeJsonConverter(),
                new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
