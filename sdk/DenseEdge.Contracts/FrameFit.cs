namespace DenseEdge.Contracts;

/// <summary>
/// How a model's graph brings an input of another size to the size of its network: it resizes the frame bilinearly to
/// <see cref="OutputHeight"/> × <see cref="OutputWidth"/> and pads that to the network's size with the mean colour of the
/// backbone's training images. The outputs are cut to the part that shows the frame.
/// </summary>
public sealed record FrameFit
{
    /// <summary>Height of the image that the network sees, in pixels.</summary>
    public required int NetworkHeight { get; init; }

    /// <summary>Width of the image that the network sees, in pixels.</summary>
    public required int NetworkWidth { get; init; }

    /// <summary>Padded rows above the frame.</summary>
    public int PadTop { get; init; }

    /// <summary>Padded columns to the left of the frame.</summary>
    public int PadLeft { get; init; }

    /// <summary>Padded rows below the frame.</summary>
    public int PadBottom { get; init; }

    /// <summary>Padded columns to the right of the frame.</summary>
    public int PadRight { get; init; }

    /// <summary>Height of the frame in the network's image, and of the outputs, in pixels.</summary>
    public int OutputHeight => NetworkHeight - PadTop - PadBottom;

    /// <summary>Width of the frame in the network's image, and of the outputs, in pixels.</summary>
    public int OutputWidth => NetworkWidth - PadLeft - PadRight;

    /// <summary>Fills the network's image: height and width are scaled apart.</summary>
    /// <param name="networkHeight">Height of the image that the network sees, in pixels.</param>
    /// <param name="networkWidth">Width of the image that the network sees, in pixels.</param>
    public static FrameFit Stretch(int networkHeight, int networkWidth)
        => new() { NetworkHeight = networkHeight, NetworkWidth = networkWidth };

    /// <summary>Keeps the frame's aspect ratio and centres it: one scale, min(network height / height, network width /
    /// width), for both sides, rounded to whole pixels.</summary>
    /// <param name="height">Height of the frame in pixels.</param>
    /// <param name="width">Width of the frame in pixels.</param>
    /// <param name="networkHeight">Height of the image that the network sees, in pixels.</param>
    /// <param name="networkWidth">Width of the image that the network sees, in pixels.</param>
    public static FrameFit Letterbox(int height, int width, int networkHeight, int networkWidth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        double scale = Math.Min((double)networkHeight / height, (double)networkWidth / width);
        int rows = networkHeight - Math.Clamp((int)Math.Round(height * scale), 1, networkHeight);
        int columns = networkWidth - Math.Clamp((int)Math.Round(width * scale), 1, networkWidth);
        return new FrameFit
        {
            NetworkHeight = networkHeight,
            NetworkWidth = networkWidth,
            PadTop = rows / 2,
            PadLeft = columns / 2,
            PadBottom = rows - (rows / 2),
            PadRight = columns - (columns / 2),
        };
    }

    internal bool IsValid
        => PadTop >= 0 && PadLeft >= 0 && PadBottom >= 0 && PadRight >= 0 && OutputHeight > 0 && OutputWidth > 0;
}
