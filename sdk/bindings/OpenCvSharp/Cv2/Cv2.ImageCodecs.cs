using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <content>Reading and writing images.</content>
public static partial class Cv2
{
    /// <summary>Reads an image file.</summary>
    /// <param name="fileName">The file.</param>
    /// <param name="flags">How it is turned into a matrix.</param>
    /// <returns>An empty matrix if the file is missing or no image.</returns>
    public static Mat ImRead(string fileName, ImreadModes flags = ImreadModes.Color) => new(fileName, flags);

    /// <summary>Writes an image file; the extension says the format.</summary>
    /// <param name="fileName">The file.</param>
    /// <param name="img">The image, blue first.</param>
    /// <param name="prms">Settings of the encoder as pairs of <see cref="ImwriteFlags"/> and value.</param>
    /// <returns>False if the file could not be written.</returns>
    public static bool ImWrite(string fileName, Mat img, int[]? prms = null)
    {
        Mat.NotEmpty(fileName, nameof(fileName));
        ArgumentNullException.ThrowIfNull(img);
        prms ??= [];
        NativeMethods.ImWrite(fileName, img.Handle, prms, prms.Length, out int written);
        return written != 0;
    }

    /// <summary>Writes an image file; the extension says the format.</summary>
    /// <param name="fileName">The file.</param>
    /// <param name="img">The image, blue first.</param>
    /// <param name="prms">Settings of the encoder.</param>
    /// <returns>False if the file could not be written.</returns>
    public static bool ImWrite(string fileName, Mat img, params ImageEncodingParam[] prms) =>
        ImWrite(fileName, img, Pairs(prms));

    /// <summary>Reads an image from memory.</summary>
    /// <param name="buf">The bytes of an image file.</param>
    /// <param name="flags">How they are turned into a matrix.</param>
    /// <returns>An empty matrix if the bytes are no image.</returns>
    public static Mat ImDecode(byte[] buf, ImreadModes flags)
    {
        ArgumentNullException.ThrowIfNull(buf);
        return ImDecode(new ReadOnlySpan<byte>(buf), flags);
    }

    /// <summary>Reads an image from memory.</summary>
    /// <param name="span">The bytes of an image file.</param>
    /// <param name="flags">How they are turned into a matrix.</param>
    /// <returns>An empty matrix if the bytes are no image.</returns>
    /// <exception cref="ArgumentException">There are no bytes.</exception>
    public static Mat ImDecode(ReadOnlySpan<byte> span, ImreadModes flags)
    {
        if (span.IsEmpty)
        {
            throw new ArgumentException("Empty span", nameof(span));
        }

        NativeMethods.ImDecode(span, span.Length, (int)flags, out MatHandle image);
        return new Mat(image);
    }

    /// <summary>Writes an image to memory.</summary>
    /// <param name="ext">The extension that says the format, with its dot.</param>
    /// <param name="img">The image, blue first.</param>
    /// <param name="buf">The bytes of an image file.</param>
    /// <param name="prms">Settings of the encoder as pairs of <see cref="ImwriteFlags"/> and value.</param>
    /// <returns>False if the image could not be encoded.</returns>
    public static bool ImEncode(string ext, InputArray img, out byte[] buf, int[]? prms = null)
    {
        Mat.NotEmpty(ext, nameof(ext));
        ArgumentNullException.ThrowIfNull(img);
        prms ??= [];
        NativeMethods.ImEncode(ext, img.Handle, prms, prms.Length, out MatHandle handle, out int encoded);
        using var bytes = new Mat(handle);
        buf = bytes.ToBytes();
        return encoded != 0;
    }

    /// <summary>Writes an image to memory.</summary>
    /// <param name="ext">The extension that says the format, with its dot.</param>
    /// <param name="img">The image, blue first.</param>
    /// <param name="buf">The bytes of an image file.</param>
    /// <param name="prms">Settings of the encoder.</param>
    public static void ImEncode(string ext, InputArray img, out byte[] buf, params ImageEncodingParam[] prms) =>
        ImEncode(ext, img, out buf, Pairs(prms));

    private static int[] Pairs(ImageEncodingParam[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return [.. parameters.SelectMany(parameter => new[] { (int)parameter.EncodingId, parameter.Value })];
    }
}
