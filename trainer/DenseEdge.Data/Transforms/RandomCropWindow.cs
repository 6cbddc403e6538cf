namespace DenseEdge.Data.Transforms;

/// <summary>Draws the window to cut out of a sample that is about to be scaled.</summary>
/// <remarks>
/// Offsets are uniform. A window that <see cref="CategoryRule"/> refuses is drawn again, at most 10 times; the last one
/// is taken unseen. The scaled segmentation is only looked up, never made.
/// </remarks>
public static class RandomCropWindow
{
    private const int MaxChecks = 10;

    /// <summary>Draws one window.</summary>
    /// <param name="segmentation">The classes before scaling; null switches the rule off.</param>
    /// <param name="scaledHeight">The height after scaling, in pixels.</param>
    /// <param name="scaledWidth">The width after scaling, in pixels.</param>
    /// <param name="height">The height of the window, in pixels; a smaller sample is taken whole.</param>
    /// <param name="width">The width of the window, in pixels; a smaller sample is taken whole.</param>
    /// <param name="maxShare">See <see cref="CategoryRule.Accepts(LabelMap, CropWindow, double)"/>; 1 or more accepts
    /// all.</param>
    /// <param name="random">Where the offsets come from.</param>
    public static CropWindow Draw(
        LabelMap? segmentation, int scaledHeight, int scaledWidth, int height, int width, double maxShare,
            Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        CropWindow window = DrawOne(scaledHeight, scaledWidth, height, width, random);
        if (segmentation is null || maxShare >= 1)
        {
            return window;
        }

        int[] rows = PixelIndex.Scale(segmentation.Height, scaledHeight);
        int[] columns = PixelIndex.Scale(segmentation.Width, scaledWidth);
        for (int check = 0; check < MaxChecks; check++)
        {
            ReadOnlySpan<int> windowRows = rows.AsSpan(window.Top, window.Height);
            if (CategoryRule.Accepts(segmentation, windowRows, columns.AsSpan(window.Left, window.Width), maxShare))
            {
                break;
            }

            window = DrawOne(scaledHeight, scaledWidth, height, width, random);
        }

        return window;
    }

    private static CropWindow DrawOne(int scaledHeight, int scaledWidth, int height, int width, Random random)
    {
        int top = random.Next(Math.Max(scaledHeight - height, 0) + 1);
        int left = random.Next(Math.Max(scaledWidth - width, 0) + 1);
        return new CropWindow(top, left, Math.Min(height, scaledHeight), Math.Min(width, scaledWidth));
    }
}
