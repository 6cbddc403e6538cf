using DenseEdge.Contracts;

namespace DenseEdge.Data.Transforms;

/// <summary>Paints the frame around a padded image.</summary>
internal static class PadFrame
{
    /// <summary>Paints everything outside the centred content.</summary>
    /// <param name="image">The padded image.</param>
    /// <param name="contentHeight">The height of the content, in pixels.</param>
    /// <param name="contentWidth">The width of the content, in pixels.</param>
    /// <param name="color">The colour of the frame.</param>
    public static void Paint(Rgb24Image image, int contentHeight, int contentWidth, PadColor color)
    {
        if (contentHeight >= image.Height && contentWidth >= image.Width)
        {
            return;
        }

        int top = Math.Max(image.Height - contentHeight, 0) / 2;
        int left = Math.Max(image.Width - contentWidth, 0) / 2;
        Span<byte> pixels = image.Pixels;
        for (int y = 0; y < image.Height; y++)
        {
            bool rowInside = y >= top && y < top + contentHeight;
            for (int x = 0; x < image.Width; x++)
            {
                if (!rowInside || x < left || x >= left + contentWidth)
                {
                    int i = ((y * image.Width) + x) * 3;
                    (pixels[i], pixels[i + 1], pixels[i + 2]) = (color.Red, color.Green, color.Blue);
                }
            }
        }
    }
}
