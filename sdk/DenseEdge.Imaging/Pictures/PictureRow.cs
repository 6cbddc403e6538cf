using DenseEdge.Contracts;
using OpenCvSharp;

namespace DenseEdge.Imaging;

/// <summary>Puts pictures of one image side by side, each under its title.</summary>
public static class PictureRow
{
    private const int TitleHeight = 22;
    private const int Gap = 4;
    private const double TitleScale = 0.45;

    /// <summary>Puts pictures side by side.</summary>
    /// <param name="pictures">Titles (ASCII) and pictures of one height, at least one.</param>
    /// <exception cref="ArgumentException">There is none, or the heights differ.</exception>
    public static Rgb24Image Of(IReadOnlyList<(string Title, Rgb24Image Picture)> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.Count == 0)
        {
            throw new ArgumentException("Expected at least one picture, got none.", nameof(pictures));
        }

        int height = pictures[0].Picture.Height;
        int width = pictures.Sum(entry => entry.Picture.Width + Gap) - Gap;
        using var canvas = new Mat(height + TitleHeight, width, MatType.CV_8UC3, Scalar.All(255));
        int x = 0;
        foreach ((string title, Rgb24Image picture) in pictures)
        {
            if (picture.Height != height)
            {
                throw new ArgumentException(
                    $"Expected pictures of height {height}, got {picture.Height} for '{title}'.", nameof(pictures));
            }

            using Mat source = PixelBridge.ToMat(picture);
            using Mat place = canvas[new Rect(x, TitleHeight, picture.Width, height)];
            source.CopyTo(place);
            if (title.Length > 0)
            {
                Cv2.PutText(
                    canvas,
                    title,
                    new Point(x + 3, TitleHeight - 7),
                    HersheyFonts.HersheySimplex,
                    TitleScale,
                    Scalar.All(0),
                    lineType: LineTypes.AntiAlias);
            }

            x += picture.Width + Gap;
        }

        return PixelBridge.ToImage(canvas);
    }
}
