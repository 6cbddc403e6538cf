using System.Text.Json;
using System.Text.Json.Serialization;
using DenseEdge.Contracts;

namespace DenseEdge.Search.Devices;

/// <summary>Embeds a genotype in the form of the authors' genotype files.</summary>
internal sealed class GenotypeConverter : JsonConverter<Genotype>
{
    /// <inheritdoc/>
    public override Genotype Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        try
        {
            return Genotype.Parse(document.RootElement.GetRawText());
        }
        catch (FormatException fault)
        {
            throw new JsonException(fault.Message, fault);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Genotype value, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.Parse(value.ToJson());
        document.RootElement.WriteTo(writer);
    }
}
