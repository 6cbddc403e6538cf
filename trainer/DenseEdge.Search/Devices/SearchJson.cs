using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DenseEdge.Search.Devices;

/// <summary>The files of a search as JSON: snake_case keys, nothing unknown, nothing missing, written as a whole or not at
/// all.</summary>
internal static class SearchJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters =
        {
            new GenotypeConverter(), new KeyConverter<Contracts.TaskKind>(Contracts.TaskKinds.Key, Contracts.TaskKinds.Parse),
            new KeyConverter<Contracts.ModelPrecision>(Contracts.ModelPrecisions.Key, Contracts.ModelPrecisions.Parse),
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
        },
    };

    /// <summary>Writes a value as indented JSON that ends with a line feed.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options) + "\n";

    /// <summary>Reads what <see cref="Write"/> writes.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="JsonException">It is something else.</exception>
    public static T Read<T>(string json)
        where T : class
        => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("Expected an object, found null.");

    /// <summary>Reads a file of a certain format.</summary>
    /// <param name="path">The file; its object has a number "format".</param>
    /// <param name="what">What it should be, such as "a device profile": the messages say it.</param>
    /// <param name="format">The only format that is read.</param>
    /// <exception cref="InvalidDataException">The file is something else, or of another format.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static T Load<T>(string path, string what, int format)
        where T : class
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"Expected {what}, found no file '{path}'.", path);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            RequireFormat(document.RootElement, path, what, format);
            return document.Deserialize<T>(Options)!;
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"'{path}': expected {what}, found something else: {fault.Message}", fault);
        }
    }

    /// <summary>Tells whether a file is a JSON object with a certain field.</summary>
    /// <param name="path">The file.</param>
    /// <param name="field">The field.</param>
    public static bool Has(string path, string field)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.Exists(path) ? File.ReadAllText(path) : "{}");
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(field, out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Writes a file: under a temporary name in the same folder, flushed, then renamed, so that a reader sees the old
    /// file or the whole new one.</summary>
    /// <param name="path">The file; its folder is made if there is none.</param>
    /// <param name="value">What to write.</param>
    public static void Save<T>(string path, T value)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
        try
        {
            using (FileStream stream = File.Create(temporary))
            {
                stream.Write(System.Text.Encoding.UTF8.GetBytes(Write(value)));
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void RequireFormat(JsonElement root, string path, string what, int format)
    {
        bool isThere = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format", out _);
        string found = isThere ? $"format {root.GetProperty("format").GetRawText()}" : "no format";
        if (found != $"format {format}")
        {
            throw new InvalidDataException(
                $"'{path}': expected {what} of format {format}, found {found}. Make it again with this version of denseedge.");
        }
    }
}
