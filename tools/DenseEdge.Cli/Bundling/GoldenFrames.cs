using DenseEdge.Cli.Quantizing;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Cli.Bundling;

/// <summary>Takes frames for a bundle from what a user names, spread evenly.</summary>
internal static class GoldenFrames
{
    private const int MostPixels = 1 << 20;

    /// <summary>Loads frames. Those above a megapixel are made smaller: every device has to store and to compute them.</summary>
    /// <param name="argument">A folder of images, or a data set, of which the test split is taken.</param>
    /// <param name="count">How many.</param>
    /// <param name="size">The model's input, for synthetic rooms.</param>
    /// <exception cref="InvalidDataException">There is no image.</exception>
    public static IReadOnlyList<Rgb24Image> Load(string argument, int count, (int Height, int Width) size)
    {
        IReadOnlyList<string>? files = CalibrationImages.FilesOf(argument);
        DataSplits? data = files is null ? DataSets.Open(argument, size) : null;
        int available = files?.Count ?? data!.Test.Count;
        if (available == 0)
        {
            throw new InvalidDataException($"Expected images in '{argument}', found none.");
        }

        int taken = Math.Min(count, available);
        return
        [
            .. Enumerable.Range(0, taken).Select(i => (int)((long)i * available / taken))
                .Select(index => Small(files is null ? data!.Test.Load(index).Image : ImageFile.Read(files[index]))),
        ];
    }

    private static Rgb24Image Small(Rgb24Image image)
    {
        double scale = Math.Sqrt((double)MostPixels / image.Height / image.Width);
        return scale >= 1
            ? image
            : ImageResizer.Resize(image, Math.Max(1, (int)(image.Height * scale)), Math.Max(1, (int)(image.Width * scale)));
    }
}
