using DenseEdge.Contracts;
using OpenCvSharp;

namespace DenseEdge.Imaging;

/// <summary>Colour images in files: PNG, JPEG, WebP, BMP, TIFF and whatever else OpenCV reads.</summary>
public static class ImageFile
{
    /// <summary>The extensions that a folder of images is searched for, in lower case.</summary>
    public static IReadOnlyList<string> Extensions { get; } =
        [".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".ppm"];

    /// <summary>Tells by its extension whether a file is an image.</summary>
    /// <param name="path">A file name.</param>
    public static bool HasImageExtension(string path) =>
        Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Reads an image as 8-bit colour: grey becomes colour, 16 bits become 8, transparency is dropped and a camera's
    /// orientation mark is followed.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no image; the message names it.</exception>
    public static Rgb24Image Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"Image '{path}' does not exist.", path);
        }

        return Decode(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads an image from memory; see <see cref="Read"/>.</summary>
    /// <param name="bytes">The bytes of an image file.</param>
    /// <param name="name">What a message calls it.</param>
    /// <exception cref="InvalidDataException">The bytes are no image.</exception>
    public static Rgb24Image Decode(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.IsEmpty)
        {
            throw new InvalidDataException($"'{name}' is empty.");
        }

        using Mat mat = DecodeOrThrow(bytes, name);
        if (mat.Empty())
        {
            string start = Convert.ToHexString(bytes[..Math.Min(8, bytes.Length)]);
            throw new InvalidDataException(
                $"'{name}' is not an image that can be read (PNG, JPEG, WebP, BMP, TIFF); it starts with {start}.");
        }

        return PixelBridge.ToImage(mat);
    }

    /// <summary>Writes an image; a reader sees the old file or the whole new one.</summary>
    /// <param name="path">The file; the extension says the format. Its folder is made if needed.</param>
    /// <param name="image">The image.</param>
    /// <param name="jpegQuality">1 to 100; only for JPEG.</param>
    /// <exception cref="ArgumentException">The extension is not one of an image format.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The quality is out of range.</exception>
    public static void Write(string path, Rgb24Image image, int jpegQuality = 92)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = Encode(Path.GetExtension(path), image, jpegQuality);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Writes an image to memory.</summary>
    /// <param name="extension">The extension that says the format, such as <c>.png</c>.</param>
    /// <param name="image">The image.</param>
    /// <param name="jpegQuality">1 to 100; only for JPEG.</param>
    /// <returns>The bytes of an image file.</returns>
    /// <exception cref="ArgumentException">The extension is not one of an image format.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The quality is out of range.</exception>
    public static byte[] Encode(string extension, Rgb24Image image, int jpegQuality = 92)
    {
        ArgumentNullException.ThrowIfNull(extension);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(jpegQuality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(jpegQuality, 100);
        if (!HasImageExtension($"image{extension}"))
        {
            throw new ArgumentException(
                $"Expected an image's extension ({string.Join(' ', Extensions)}), got '{extension}'.",
                nameof(extension));
        }

        using Mat mat = PixelBridge.ToMat(image);
        bool jpeg = extension.StartsWith(".jp", StringComparison.OrdinalIgnoreCase);
        int[] settings = jpeg ? [(int)ImwriteFlags.JpegQuality, jpegQuality] : [];
        return Cv2.ImEncode(extension, mat, out byte[] bytes, settings)
            ? bytes
            : throw new ArgumentException($"This build of OpenCV can't write '{extension}'.", nameof(extension));
    }

    private static Mat DecodeOrThrow(ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            return Cv2.ImDecode(bytes, ImreadModes.Color);
        }
        catch (OpenCVException e)
        {
            throw new InvalidDataException($"'{name}' is not an image that can be read: {e.Message}", e);
        }
    }
}
