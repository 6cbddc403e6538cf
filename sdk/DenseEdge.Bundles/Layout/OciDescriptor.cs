namespace DenseEdge.Bundles.Layout;

/// <summary>A descriptor of the OCI image specification: where a blob is and what it is.</summary>
internal sealed record OciDescriptor
{
    [System.Text.Json.Serialization.JsonPropertyName("mediaType")]
    public required string MediaType { get; init; }

    public required string Digest { get; init; }

    public required long Size { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public string? Annotation(string key)
        => Annotations is not null && Annotations.TryGetValue(key, out string? value) ? value : null;
}
