namespace DenseEdge.Data;

/// <summary>A class index per pixel.</summary>
/// <param name="Height">Height in pixels.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Labels">[H, W] row by row; <see cref="DenseSample.Ignore"/> (255) marks an unknown pixel.</param>
public sealed record LabelMap(int Height, int Width, byte[] Labels);
