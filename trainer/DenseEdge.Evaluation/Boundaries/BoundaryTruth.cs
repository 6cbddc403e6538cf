namespace DenseEdge.Evaluation.Boundaries;

/// <summary>Makes the true boundaries that predictions are matched with.</summary>
public static class BoundaryTruth
{
    /// <summary>Takes boundaries as they are, and thins them.</summary>
    /// <param name="boundaries">Not 0 on a boundary, [H, W]; 255 marks a pixel to ignore, which is no boundary.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <returns>True on the thinned boundaries, [H, W].</returns>
    /// <exception cref="ArgumentException">The map has another length than height × width.</exception>
    public static bool[] FromMap(ReadOnlySpan<byte> boundaries, int height, int width)
    {
        BoundaryInput.RequireSize(boundaries.Length, height, width, nameof(boundaries));
        bool[] set = new bool[boundaries.Length];
        for (int i = 0; i < set.Length; i++)
        {
            set[i] = boundaries[i] is not (0 or MetricInput.Ignore);
        }

        return Thinning.Apply(set, height, width);
    }

    /// <summary>Takes the boundaries between regions, and thins them.</summary>
    /// <remarks>
    /// This is how the public evaluation code treats a label map (PASCAL-Context), and also NYUD-v2's map of edges itself,
    /// which turns each line into the two sides of it before the thinning.
    /// </remarks>
    /// <param name="labels">The region of each pixel, [H, W].</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <returns>True on the thinned boundaries, [H, W].</returns>
    /// <exception cref="ArgumentException">The map has another length than height × width.</exception>
    public static bool[] FromLabels(ReadOnlySpan<int> labels, int height, int width) =>
        Thinning.Apply(Changes(labels, height, width), height, width);

    /// <summary>Finds where a pixel differs from its right, lower or lower right neighbour in the image.</summary>
    /// <param name="labels">The region of each pixel, [H, W].</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <returns>[H, W], not thinned.</returns>
    /// <exception cref="ArgumentException">The map has another length than height × width.</exception>
    public static bool[] Changes(ReadOnlySpan<int> labels, int height, int width)
    {
        BoundaryInput.RequireSize(labels.Length, height, width, nameof(labels));
        bool[] result = new bool[labels.Length];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int i = (y * width) + x;
                bool right = x + 1 < width;
                bool below = y + 1 < height;
                result[i] = (right && labels[i] != labels[i + 1])
                    || (below && labels[i] != labels[i + width])
                    || (right && below && labels[i] != labels[i + width + 1]);
            }
        }

        return result;
    }
}
