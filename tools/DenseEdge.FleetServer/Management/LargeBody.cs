using Microsoft.AspNetCore.Http.Metadata;

namespace DenseEdge.FleetServer.Management;

/// <summary>An endpoint's metadata: its body is a file. The server's bound on bodies is lifted; the endpoint counts the bytes
/// itself while they come, and routing does so only after the gate has let the caller through.</summary>
internal sealed class LargeBody : IRequestSizeLimitMetadata
{
    /// <inheritdoc/>
    public long? MaxRequestBodySize => null;
}
