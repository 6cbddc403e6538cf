using System.Text.Json;
using System.Text.Json.Serialization;

namespace DenseEdge.Contracts;

/// <summary>The JSON of the metadata entry, field by field. Every field may be missing in a damaged file.</summary>
internal sealed class ModelMetadataDocument
{
    public int Format { get; set; }

    public string? Producer { get; set; }

    public string? Backbone { get; set; }

    public string? TrainingData { get; set; }

    public bool? RandomWeights { get; set; }

    public string? Precision { get; set; }

    public string? Target { get; set; }

    public ModelInputDocument? Input { get; set; }

    public ModelTaskDocument[]? Tasks { get; set; }

    public JsonElement? Genotype { get; set; }
}

internal sealed class ModelInputDocument
{
    public string? Name { get; set; }

    public int Height { get; set; }

    public int Width { get; set; }

    public string? Format { get; set; }

    public FrameFitDocument? Fit { get; set; }
}

internal sealed class FrameFitDocument
{
    public int NetworkHeight { get; set; }

    public int NetworkWidth { get; set; }

    public int PadTop { get; set; }

    public int PadLeft { get; set; }

    public int PadBottom { get; set; }

    public int PadRight { get; set; }
}

internal sealed class ModelTaskDocument
{
    public string? Task { get; set; }

    public string? Output { get; set; }

    public string? Unit { get; set; }

    public string? Form { get; set; }

    public LabelClassDocument[]? Classes { get; set; }
}

internal sealed class LabelClassDocument
{
    public string? Name { get; set; }

    public string? Color { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ModelMetadataDocument))]
internal sealed partial class ModelMetadataContext : JsonSerializerContext;
