using DenseEdge.Contracts;

namespace DenseEdge.Imaging;

/// <summary>Pictures of class maps: segmentation, body parts.</summary>
public static class LabelPicture
{
    private const byte Unknown = 255;
    private const int HatchPeriod = 8;
    private const int LabelValues = 256;

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
        Planes.Check(labels.Length, height, width, 1, nameof(labels));
        var picture = new Rgb24Image(height, width);
        Paint(
            picture.Pixels, FrameGeometry.Stretch(height, width, height, width),
            new ReadOnlySpan2D<byte>(labels, height, width), classes, alpha: 1);
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] == Unknown && (i % width + i / width) % HatchPeriod == 0)
            {
                FramePaint.Lay(picture.Pixels.Slice(3 * i, 3), HatchLine, FramePaint.Weight(1));
            }
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
        (int height, int width) = (image.Height, image.Width);
        Planes.Check(labels.Length, height, width, 1, nameof(labels));
        var picture = new Rgb24Image(height, width, image.Pixels.ToArray());
        Paint(
            picture.Pixels, FrameGeometry.Stretch(height, width, height, width),
            new ReadOnlySpan2D<byte>(labels, height, width), classes, alpha);
        return picture;
    }

    /// <summary>Paints the classes' colours over a camera's frame, in place. Allocates nothing after the first frame of a
    /// size.</summary>
    /// <param name="frame">The camera's frame, [H, W, 3] bytes, red first; pixels without a class (255) stay as they are.</param>
    /// <param name="geometry">Where the labels lie in the frame.</param>
    /// <param name="labels">The classes at the outputs' size.</param>
    /// <param name="classes">The colours, in the order of the labels; at most 256.</param>
    /// <param name="alpha">How much of the colour is seen, 0 to 1.</param>
    /// <exception cref="ArgumentException">A size isn't the geometry's, or a label has no class.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is out of range.</exception>
    public static void Paint(
        Span<byte> frame, FrameGeometry geometry, ReadOnlySpan2D<byte> labels, IReadOnlyList<LabelClass> classes,
        double alpha = 0.55)
    {
        ArgumentNullException.ThrowIfNull(classes);
        FramePaint.Require(frame.Length, labels.Height, labels.Width, geometry);
        int weight = FramePaint.Weight(alpha);
        Span<Rgb> colors = stackalloc Rgb[LabelValues];
        colors = colors[..Colors(classes, colors)];
        int[] columns = FramePaint.RentColumns(geometry);
        int stride = geometry.CameraWidth * 3;
        try
        {
            for (int y = 0; y < geometry.CameraHeight; y++)
            {
                PaintRow(
                    frame.Slice(y * stride, stride), labels.Row(geometry.NearestOutputRow(y)),
                    columns.AsSpan(0, geometry.CameraWidth), colors, weight);
            }
        }
        finally
        {
            FramePaint.Return(columns);
        }
    }

    private static void PaintRow(
        Span<byte> row, ReadOnlySpan<byte> labels, ReadOnlySpan<int> columns, ReadOnlySpan<Rgb> colors, int weight)
    {
        for (int x = 0; x < columns.Length; x++)
        {
            byte label = labels[columns[x]];
            if (label < colors.Length)
            {
                FramePaint.Lay(row.Slice(3 * x, 3), colors[label], weight);
            }
            else if (label != Unknown)
            {
                throw new ArgumentException($"Label {label} has no class: there are {colors.Length}, from 0.");
            }
        }
    }

    private static int Colors(IReadOnlyList<LabelClass> classes, Span<Rgb> colors)
    {
        int count = Math.Min(classes.Count, colors.Length);
        for (int i = 0; i < count; i++)
        {
            LabelClass label = classes[i];
            colors[i] = new Rgb(label.Red, label.Green, label.Blue);
        }

        return count;
    }
}
