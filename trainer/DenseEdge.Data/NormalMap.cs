namespace DenseEdge.Data;

/// <summary>A unit surface normal per pixel, in the camera frame: x right, y down, z forward.</summary>
/// <param name="Height">Height in pixels.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Components">[3, H, W]: all x, then all y, then all z; (0, 0, 0) marks a pixel without a normal.</param>
public sealed record NormalMap(int Height, int Width, float[] Components);
