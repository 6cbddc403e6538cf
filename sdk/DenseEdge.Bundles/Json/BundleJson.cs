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
            return JsonSerializer.Deserialize(json, type)
                ?? throw new InvalidDataException($"{source}: expected {what} as a JSON object, found null.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{source}: expected {what} as JSON, found something else: {fault.Message}", fault);
        }
    }
}
