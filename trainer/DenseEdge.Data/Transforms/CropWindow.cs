namespace DenseEdge.Data.Transforms;

/// <summary>A rectangle of pixels.</summary>
/// <param name="Top">The first row, from 0.</param>
/// <param name="Left">The first column, from 0.</param>
/// <param name="Height">Rows, at least 1.</param>
/// <param name="Width">Columns, at least 1.</param>
public readonly record struct CropWindow(int Top, int Left, int Height, int Width);
