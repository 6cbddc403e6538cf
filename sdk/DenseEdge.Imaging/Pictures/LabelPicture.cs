using DenseEdge.Contracts;

namespace DenseEdge.Imaging;

/// <summary>Pictures of class maps: segmentation, body parts.</summary>
public static class LabelPicture
{
    private const byte Unknown = 255;
    private const int HatchPeriod = 8;

    private static readonly Rgb HatchLine = new(70, 70, 70);

    /// <summary>
    /// Paints every pixel in its class's colour; pixels without a class (255) are black with grey hatching.
    /// </summary>
    /// <param name="labels">[H, W] row by row.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="classes">The colours, in the order of the labels.</param>
    /// <exception cref="ArgumentException">
    /// The labels don't fill the size, or one has no class; the message tells which.
    /// </exception>
    public static Rgb24Image Draw(ReadOnlySpan<byte> labels, int height, int width, IReadOnlyList<LabelClass> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        Planes.Check(labels.Length, height, width, 1, nameof(labels));
        Rgb[] colors = Colors(classes);
        var picture = new Rgb24Image(height, width);
        Span<byte> pixels = picture.Pixels;
        for (int i = 0; i < labels.Length; i++)
        {
            Rgb color = labels[i] == Unknown ? Hatch(i % width, i / width) : ColorOf(labels[i], colors);
            pixels[3 * i] = color.Red;
            pixels[(3 * i) + 1] = color.Green;
            pixels[(3 * i) + 2] = color.Blue;
        }

        return picture;
    }

    /// <summary>Paints the classes' colours over an image; pixels without a class (255) show the image alone.</summary>
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="labels">[H, W] of the image's size.</param>
    /// <param name="classes">The colours, in the order of the labels.</param>
    /// <param name="alpha">How much of the colour is seen, 0 to 1.</param>
    /// <exception cref="ArgumentException">The labels don't fill the image, or one has no class.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is out of range.</exception>
    public static Rgb24Image Overlay(
        Rgb24Image image, ReadOnlySpan<byte> labels, IReadOnlyList<LabelClass> classes, double alpha = 0.55)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(classes);
        Planes.Check(labels.Length, image.Height, image.Width, 1, nameof(labels));
        ArgumentOutOfRangeException.ThrowIfNegative(alpha);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(alpha, 1);
        Rgb[] colors = Colors(classes);
        int weight = (int)Math.Round(alpha * 256);
        var picture = new Rgb24Image(image.Height, image.Width, image.Pixels.ToArray());
        Span<byte> pixels = picture.Pixels;
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] != Unknown)
            {
                Rgb color = ColorOf(labels[i], colors);
                pixels[3 * i] = Blend(pixels[3 * i], color.Red, weight);
                pixels[(3 * i) + 1] = Blend(pixels[(3 * i) + 1], color.Green, weight);
                pixels[(3 * i) + 2] = Blend(pixels[(3 * i) + 2], color.Blue, weight);
            }
        }

        return picture;
    }

    private static Rgb[] Colors(IReadOnlyList<LabelClass> classes) =>
        [.. classes.Select(c => new Rgb(c.Red, c.Green, c.Blue))];

    private static Rgb ColorOf(byte label, Rgb[] colors) => label < colors.Length
        ? colors[label]
        : throw new ArgumentException($"Label {label} has no class: there are {colors.Length}, from 0.");

    private static Rgb Hatch(int x, int y) => (x + y) % HatchPeriod == 0 ? HatchLine : Rgb.Black;

    private static byte Blend(byte below, byte above, int weight) =>
        unchecked((byte)(((below * (256 - weight)) + (above * weight) + 128) >> 8));
}
