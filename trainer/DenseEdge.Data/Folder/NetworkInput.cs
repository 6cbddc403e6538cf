namespace DenseEdge.Data.Folder;

/// <summary>The image size that a network is trained with.</summary>
/// <param name="Height">Height in pixels.</param>
/// <param name="Width">Width in pixels.</param>
public sealed record NetworkInput(int Height, int Width);
