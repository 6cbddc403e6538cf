namespace DenseEdge.Data.Folder;

/// <summary>The size of an image.</summary>
/// <param name="Height">Height in pixels.</param>
/// <param name="Width">Width in pixels.</param>
public sealed record ImageSize(int Height, int Width);
