using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DenseEdge.Bundles.Golden;
using DenseEdge.Bundles.Layout;

namespace DenseEdge.Bundles.Json;

/// <summary>The JSON of bundles: snake_case keys, made at compile time, so that no reflection is needed on a device. Unknown
/// fields
/// are skipped: a newer writer may say more.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    WriteIndented = true,
    NewLine = "\n",
    Converters =
    [
        typeof(TaskKindConverter), typeof(ModelPrecisionConverter), typeof(InputFormatConverter), typeof(ProviderConverter),
        typeof(LabelClassConverter),
    ])]
[JsonSerializable(typeof(BundleManifest))]
[JsonSerializable(typeof(GoldenReport))]
[JsonSerializable(typeof(GoldenHeader))]
[JsonSerializable(typeof(OciLayoutFile))]
[JsonSerializable(typeof(OciIndex))]
[JsonSerializable(typeof(OciManifest))]
[JsonSerializable(typeof(LatencyCertificate))]
[JsonSerializable(typeof(ExportRecord))]
internal sealed partial class BundleJson : JsonSerializerContext
{
    /// <summary>Reads a value, and says where it was when it is none.</summary>
    /// <exception cref="InvalidDataException">The bytes are something else.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type, string source, string what)
        where T : class
    {
        try
        {
            RequireNoNullInLists(json);
            return JsonSerializer.Deserialize(json, type)
                ?? throw new InvalidDataException($"{source}: expected {what} as a JSON object, found null.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{source}: expected {what} as JSON, found something else: {fault.Message}", fault);
        }
    }

    // The serializer refuses null where a type says so, but doesn't look at what is in a list.
    private static void RequireNoNullInLists(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        Stack<bool> isInList = new();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    isInList.Push(reader.TokenType == JsonTokenType.StartArray);
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    isInList.Pop();
                    break;
                case JsonTokenType.Null when isInList.TryPeek(out bool isList) && isList:
                    throw new JsonException($"Expected a value in a list, found null at byte {reader.TokenStartIndex}.");
            }
        }
    }
}
