using DenseEdge.Contracts;
using OpenCvSharp;

namespace DenseEdge.Imaging;

/// <summary>The step between <see cref="Rgb24Image"/> (red first) and OpenCV's matrices (blue first).</summary>
internal static class PixelBridge
{
    /// <summary>Copies an image of OpenCV's, one, three or four channels of bytes.</summary>
    internal static unsafe Rgb24Image ToImage(Mat source)
    {
        var image = new Rgb24Image(source.Rows, source.Cols);
        fixed (byte* pixels = image.Pixels)
        {
            using Mat target = Mat.FromPixelData(image.Height, image.Width, MatType.CV_8UC3, (IntPtr)pixels);
            Cv2.CvtColor(source, target, source.Channels() switch
            {
                1 => ColorConversionCodes.GRAY2RGB,
                4 => ColorConversionCodes.BGRA2RGB,
                _ => ColorConversionCodes.BGR2RGB,
            });
        }

        return image;
    }

    /// <summary>Copies an image into a matrix of its own; the caller disposes of it.</summary>
    internal static unsafe Mat ToMat(Rgb24Image image)
    {
        var result = new Mat(image.Height, image.Width, MatType.CV_8UC3);
        fixed (byte* pixels = image.Pixels)
        {
            using Mat source = Mat.FromPixelData(image.Height, image.Width, MatType.CV_8UC3, (IntPtr)pixels);
            Cv2.CvtColor(source, result, ColorConversionCodes.RGB2BGR);
        }

        return result;
    }
}
