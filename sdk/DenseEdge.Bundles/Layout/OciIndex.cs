using System.Text.Json.Serialization;

namespace DenseEdge.Bundles.Layout;

/// <summary>index.json of an OCI image layout: the images in it.</summary>
internal sealed record OciIndex
{
    [JsonPropertyName("schemaVersion")]
    public required int SchemaVersion { get; init; }

    [JsonPropertyName("mediaType")]
    public string? MediaType { get; init; }

    public required IReadOnlyList<OciDescriptor> Manifests { get; init; }
}
