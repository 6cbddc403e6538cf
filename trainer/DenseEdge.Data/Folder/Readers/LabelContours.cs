using DenseEdge.Evaluation.Boundaries;

namespace DenseEdge.Data.Folder;

/// <summary>Finds the lines between labels.</summary>
/// <remarks>The rule of the PASCAL-Context benchmark of Maninis et al., "Attentive Single-Tasking", CVPR 2019.</remarks>
internal static class LabelContours
{
    /// <summary>Marks pixels where the Laplacian of the label numbers is not 0.</summary>
    /// <param name="labels">[H, W] row by row.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    internal static bool[] LaplacianNotZero(ReadOnlySpan<int> labels, int height, int width)
        => Array.ConvertAll(Laplacian(labels, height, width), value => value != 0);

    /// <summary>The 4-neighbour Laplacian of the label numbers; beyond the border labels are mirrored about the outermost
    /// pixels.</summary>
    /// <param name="labels">[H, W] row by row.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <returns>[H, W].</returns>
    internal static long[] Laplacian(ReadOnlySpan<int> labels, int height, int width)
    {
        var result = new long[labels.Length];
        for (int y = 0; y < height; y++)
        {
            int above = Mirror(y - 1, height) * width;
            int below = Mirror(y + 1, height) * width;
            for (int x = 0; x < width; x++)
            {
                int row = y * width;
                result[row + x] = (long)labels[above + x] + labels[below + x]
                    + labels[row + Mirror(x - 1, width)] + labels[row + Mirror(x + 1, width)] - (4L * labels[row + x]);
            }
        }

        return result;
    }

    /// <summary>Marks the thinned lines between labels.</summary>
    /// <param name="labels">[H, W] row by row.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <returns>[H, W], true on a line.</returns>
    internal static bool[] Find(ReadOnlySpan<int> labels, int height, int width)
    {
        bool[] marked = LaplacianNotZero(labels, height, width);
        return Thinning.Apply(marked, height, width);
    }

    private static int Mirror(int index, int length) =>
        length == 1 ? 0 : index < 0 ? -index : index >= length ? (2 * length) - 2 - index : index;
}
