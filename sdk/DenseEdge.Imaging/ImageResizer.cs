using DenseEdge.Contracts;
using OpenCvSharp;

namespace DenseEdge.Imaging;

/// <summary>Changes the size of images.</summary>
public static class ImageResizer
{
    /// <summary>
    /// Resizes an image: the mean over each pixel's area where both sides shrink, so that fine texture does not
    /// flicker,
    /// and bilinear otherwise. The sides are independent: the picture is stretched if their ratio changes.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="height">New height in pixels, at least 1.</param>
    /// <param name="width">New width in pixels, at least 1.</param>
    /// <returns>A new image, or the same one if it has that size already.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is smaller than 1.</exception>
    public static unsafe Rgb24Image Resize(Rgb24Image image, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (image.Height == height && image.Width == width)
        {
            return image;
        }

        bool shrinks = height <= image.Height && width <= image.Width;
        var result = new Rgb24Image(height, width);
        fixed (byte* from = image.Pixels, to = result.Pixels)
        {
            using Mat source = Mat.FromPixelData(image.Height, image.Width, MatType.CV_8UC3, (IntPtr)from);
            using Mat target = Mat.FromPixelData(height, width, MatType.CV_8UC3, (IntPtr)to);
            Cv2.Resize(
                source,
                target,
                new Size(width, height),
                interpolation: shrinks ? InterpolationFlags.Area : InterpolationFlags.Linear);
        }

        return result;
    }
}
