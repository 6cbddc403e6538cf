namespace DenseEdge.Evaluation.Boundaries;

/// <summary>What the steps of the boundary benchmark ask of a map.</summary>
internal static class BoundaryInput
{
    /// <summary>Stops unless a map has one value per pixel.</summary>
    public static void RequireSize(int length, int height, int width, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (length != (long)height * width)
        {
            throw new ArgumentException($"Expected {height}x{width} values, got {length}.", name);
        }
    }
}
