using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <content>Sizes, colours and borders.</content>
public static partial class Cv2
{
    /// <summary>Changes the size of an image.</summary>
    /// <param name="src">The image.</param>
    /// <param name="dst">Gets the result.</param>
    /// <param name="dsize">The new size; 0 x 0 takes the factors instead.</param>
    /// <param name="fx">Factor of the width, used if there is no new size.</param>
    /// <param name="fy">Factor of the height, used if there is no new size.</param>
    /// <param name="interpolation">How pixels between pixels are computed.</param>
    public static void Resize(
        InputArray src,
        OutputArray dst,
        Size dsize,
        double fx = 0,
        double fy = 0,
        InterpolationFlags interpolation = InterpolationFlags.Linear)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        NativeMethods.Resize(src.Handle, dst.Handle, dsize.Width, dsize.Height, fx, fy, (int)interpolation);
    }

    /// <summary>Changes the colour space of an image.</summary>
    /// <param name="src">The image.</param>
    /// <param name="dst">Gets the result.</param>
    /// <param name="code">From which to which.</param>
    /// <param name="dstCn">Channels of the result; 0 leaves it to the code.</param>
    public static void CvtColor(InputArray src, OutputArray dst, ColorConversionCodes code, int dstCn = 0)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        NativeMethods.CvtColor(src.Handle, dst.Handle, (int)code, dstCn);
    }

    /// <summary>Turns grey levels into colours.</summary>
    /// <param name="src">One channel of bytes.</param>
    /// <param name="dst">Gets three channels, blue first.</param>
    /// <param name="colormap">The colour map.</param>
    public static void ApplyColorMap(InputArray src, OutputArray dst, ColormapTypes colormap)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        NativeMethods.ApplyColorMap(src.Handle, dst.Handle, (int)colormap);
    }

    /// <summary>Puts a border around an image.</summary>
    /// <param name="src">The image.</param>
    /// <param name="dst">Gets the result.</param>
    /// <param name="top">Rows above.</param>
    /// <param name="bottom">Rows below.</param>
    /// <param name="left">Columns on the left.</param>
    /// <param name="right">Columns on the right.</param>
    /// <param name="borderType">What the border shows.</param>
    /// <param name="value">The colour of a constant border; null is black.</param>
    public static void CopyMakeBorder(
        InputArray src,
        OutputArray dst,
        int top,
        int bottom,
        int left,
        int right,
        BorderTypes borderType,
        Scalar? value = null)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        Scalar color = value ?? default;
        NativeMethods.CopyMakeBorder(src.Handle, dst.Handle, top, bottom, left, right, (int)borderType, in color);
    }
}
