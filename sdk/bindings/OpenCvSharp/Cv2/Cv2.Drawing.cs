using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <content>Drawing. Colours are in the image's own channel order; what sticks out of the image is cut off.</content>
public static partial class Cv2
{
    /// <summary>The thickness that fills a shape.</summary>
    public const int FILLED = -1;

    /// <summary>Draws a line.</summary>
    /// <param name="img">The image.</param>
    /// <param name="pt1">One end.</param>
    /// <param name="pt2">The other end.</param>
    /// <param name="color">The colour.</param>
    /// <param name="thickness">In pixels.</param>
    /// <param name="lineType">How it is drawn.</param>
    /// <param name="shift">Bits of the positions that are a fraction.</param>
    public static void Line(
        InputOutputArray img,
        Point pt1,
        Point pt2,
        Scalar color,
        int thickness = 1,
        LineTypes lineType = LineTypes.Link8,
        int shift = 0)
    {
        ArgumentNullException.ThrowIfNull(img);
        NativeMethods.Line(img.Handle, pt1.X, pt1.Y, pt2.X, pt2.Y, in color, thickness, (int)lineType, shift);
    }

    /// <summary>Draws a rectangle.</summary>
    /// <param name="img">The image.</param>
    /// <param name="pt1">A corner.</param>
    /// <param name="pt2">The opposite corner; it belongs to the rectangle.</param>
    /// <param name="color">The colour.</param>
    /// <param name="thickness">In pixels; <see cref="FILLED"/> fills it.</param>
    /// <param name="lineType">How it is drawn.</param>
    /// <param name="shift">Bits of the positions that are a fraction.</param>
    public static void Rectangle(
        InputOutputArray img,
        Point pt1,
        Point pt2,
        Scalar color,
        int thickness = 1,
        LineTypes lineType = LineTypes.Link8,
        int shift = 0)
    {
        ArgumentNullException.ThrowIfNull(img);
        NativeMethods.Rectangle(img.Handle, pt1.X, pt1.Y, pt2.X, pt2.Y, in color, thickness, (int)lineType, shift);
    }

    /// <summary>Draws a rectangle.</summary>
    /// <param name="img">The image.</param>
    /// <param name="rect">The rectangle.</param>
    /// <param name="color">The colour.</param>
    /// <param name="thickness">In pixels; <see cref="FILLED"/> fills it.</param>
    /// <param name="lineType">How it is drawn.</param>
    /// <param name="shift">Bits of the positions that are a fraction.</param>
    public static void Rectangle(
        InputOutputArray img,
        Rect rect,
        Scalar color,
        int thickness = 1,
        LineTypes lineType = LineTypes.Link8,
        int shift = 0)
    {
        ArgumentNullException.ThrowIfNull(img);
        NativeMethods.RectangleOf(
            img.Handle, rect.X, rect.Y, rect.Width, rect.Height, in color, thickness, (int)lineType, shift);
    }

    /// <summary>Draws a circle.</summary>
    /// <param name="img">The image.</param>
    /// <param name="center">The centre.</param>
    /// <param name="radius">In pixels.</param>
    /// <param name="color">The colour.</param>
    /// <param name="thickness">In pixels; <see cref="FILLED"/> fills it.</param>
    /// <param name="lineType">How it is drawn.</param>
    /// <param name="shift">Bits of centre and radius that are a fraction.</param>
    public static void Circle(
        InputOutputArray img,
        Point center,
        int radius,
        Scalar color,
        int thickness = 1,
        LineTypes lineType = LineTypes.Link8,
        int shift = 0)
    {
        ArgumentNullException.ThrowIfNull(img);
        NativeMethods.Circle(img.Handle, center.X, center.Y, radius, in color, thickness, (int)lineType, shift);
    }

    /// <summary>Writes a line of text.</summary>
    /// <param name="img">The image.</param>
    /// <param name="text">The text; a character outside ASCII becomes a question mark.</param>
    /// <param name="org">The bottom left corner of the text.</param>
    /// <param name="fontFace">The font.</param>
    /// <param name="fontScale">Factor of the font's own size.</param>
    /// <param name="color">The colour.</param>
    /// <param name="thickness">In pixels.</param>
    /// <param name="lineType">How it is drawn.</param>
    /// <param name="bottomLeftOrigin">True if the image's row 0 is at the bottom.</param>
    public static void PutText(
        InputOutputArray img,
        string text,
        Point org,
        HersheyFonts fontFace,
        double fontScale,
        Scalar color,
        int thickness = 1,
        LineTypes lineType = LineTypes.Link8,
        bool bottomLeftOrigin = false)
    {
        ArgumentNullException.ThrowIfNull(img);
        Mat.NotEmpty(text, nameof(text));
        NativeMethods.PutText(
            img.Handle,
            text,
            org.X,
            org.Y,
            (int)fontFace,
            fontScale,
            in color,
            thickness,
            (int)lineType,
            bottomLeftOrigin ? 1 : 0);
    }

    /// <summary>Measures a line of text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fontFace">The font.</param>
    /// <param name="fontScale">Factor of the font's own size.</param>
    /// <param name="thickness">In pixels.</param>
    /// <param name="baseLine">Pixels below the letters' foot that p and q reach down to.</param>
    /// <returns>Width, and height above the letters' foot.</returns>
    public static Size GetTextSize(
        string text, HersheyFonts fontFace, double fontScale, int thickness, out int baseLine)
    {
        Mat.NotEmpty(text, nameof(text));
        NativeMethods.GetTextSize(
            text, (int)fontFace, fontScale, thickness, out int width, out int height, out baseLine);
        return new Size(width, height);
    }
}
