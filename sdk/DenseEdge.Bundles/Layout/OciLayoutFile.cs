using System.Text.Json.Serialization;

namespace DenseEdge.Bundles.Layout;

/// <summary>The file oci-layout, which says that a folder is an OCI image layout.</summary>
internal sealed record OciLayoutFile([property: JsonPropertyName("imageLayoutVersion")] string ImageLayoutVersion)
{
    public const string Version = "1.0.0";
}
