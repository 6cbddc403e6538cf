using System.Text.Json.Serialization;

namespace DenseEdge.Bundles.Layout;

/// <summary>An image manifest of the OCI image specification 1.1: a configuration and layers.</summary>
internal sealed record OciManifest
{
    [JsonPropertyName("schemaVersion")]
    public required int SchemaVersion { get; init; }

    [JsonPropertyName("mediaType")]
    public required string MediaType { get; init; }

    [JsonPropertyName("artifactType")]
    public required string ArtifactType { get; init; }

    public required OciDescriptor Config { get; init; }

    public required IReadOnlyList<OciDescriptor> Layers { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
