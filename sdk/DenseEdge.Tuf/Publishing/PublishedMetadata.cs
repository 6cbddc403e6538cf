namespace DenseEdge.Tuf.Publishing;

/// <summary>A metadata file that clients may ask for.</summary>
/// <param name="Name">Its name, such as <c>3.root.json</c>.</param>
/// <param name="Bytes">The file.</param>
public sealed record PublishedMetadata(string Name, ReadOnlyMemory<byte> Bytes);
