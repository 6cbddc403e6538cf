namespace DenseEdge.FleetServer;

/// <summary>A file of the page.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Tag">A name for its content, as an HTTP entity tag.</param>
internal sealed record PageFile(ReadOnlyMemory<byte> Content, string MediaType, string Tag);
