namespace DenseEdge.Data.Mat;

/// <summary>An array of arrays of any kind.</summary>
/// <param name="place">File and place in it, for messages.</param>
/// <param name="shape">The length of each dimension.</param>
/// <param name="cells">The cells, the first dimension fastest.</param>
internal sealed class MatCell(string place, IReadOnlyList<int> shape, IReadOnlyList<MatArray> cells)
    : MatArray(place, shape)
{
    /// <summary>The cells, the first dimension fastest.</summary>
    internal IReadOnlyList<MatArray> Cells => cells;

    internal override string Kind => "cells";
}
