namespace DenseEdge.Imaging;

/// <summary>An image of numbers instead of colours: class indices, instance ids, millimetres.</summary>
/// <param name="Height">Height in pixels.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="BitDepth">Bits per number in the file: 1, 2, 4, 8 or 16.</param>
/// <param name="Values">[H, W] row by row, as stored: palette indices are not turned into colours.</param>
public sealed record IndexImage(int Height, int Width, int BitDepth, ushort[] Values);
