namespace DenseEdge.Data;

/// <summary>A distance per pixel.</summary>
/// <param name="Height">Height in pixels.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Meters">[H, W] row by row, along the optical axis; 0 marks a pixel without a measurement.</param>
public sealed record DepthMap(int Height, int Width, float[] Meters);
