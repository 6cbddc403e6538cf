namespace DenseEdge.Data.Transforms;

/// <summary>Tells windows worth learning from: at least two classes, and none that fills nearly everything.</summary>
/// <remarks>Counted over the pixels of the segmentation that are not 255, as in the reference implementation of
/// ATRC.</remarks>
public static class CategoryRule
{
    /// <summary>Judges one window.</summary>
    /// <param name="segmentation">The classes.</param>
    /// <param name="window">The window, cut off at the border.</param>
    /// <param name="maxShare">The share that the largest class must stay below, 0 to 1.</param>
    public static bool Accepts(LabelMap segmentation, CropWindow window, double maxShare)
    {
        ArgumentNullException.ThrowIfNull(segmentation);
        int[] rows = PixelIndex.Window(window.Top, Math.Min(window.Height, segmentation.Height - window.Top));
        int[] columns = PixelIndex.Window(window.Left, Math.Min(window.Width, segmentation.Width - window.Left));
        return Accepts(segmentation, rows, columns, maxShare);
    }

    /// <summary>Judges the pixels that two tables name.</summary>
    internal static bool Accepts(
        LabelMap segmentation, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, double maxShare)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (int row in rows)
        {
            ReadOnlySpan<byte> line = segmentation.Labels.AsSpan(row * segmentation.Width, segmentation.Width);
            unchecked
            {
                foreach (int column in columns)
                {
                    counts[line[column]]++;
                }
            }
        }

        int total = 0, largest = 0, present = 0;
        foreach (int count in counts[..DenseSample.Ignore])
        {
            total += count;
            largest = Math.Max(largest, count);
            present += count > 0 ? 1 : 0;
        }

        return present > 1 && largest < maxShare * total;
    }
}
