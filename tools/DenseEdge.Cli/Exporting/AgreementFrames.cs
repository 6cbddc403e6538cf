using DenseEdge.Cli.Quantizing;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Cli.Exporting;

/// <summary>The frames on which an exported model is compared with the plain one.</summary>
/// <param name="Name">What they are, for reports.</param>
/// <param name="Frames">The frames.</param>
internal sealed record AgreementFrames(string Name, IReadOnlyList<Rgb24Image> Frames)
{
    private const int Count = 3;
    private const int Patches = 60;
    private const int Seed = 1;

    /// <summary>Takes a few images, spread over a data set's test split or over a folder.</summary>
    /// <param name="argument">A data set as <c>--data</c> takes it, or a folder of images.</param>
    /// <param name="size">Size of synthetic images, in pixels.</param>
    public static AgreementFrames Of(string argument, (int Height, int Width) size)
    {
        if (CalibrationImages.FilesOf(argument) is { } files)
        {
            return new AgreementFrames(argument, [.. Spread(files.Count).Select(index => ImageFile.Read(files[index]))]);
        }

        DataSplits data = DataSets.Open(argument, size);
        return new AgreementFrames(
            $"{data.Name}, test split", [.. Spread(data.Test.Count).Select(index => data.Test.Load(index).Image)]);
    }

    /// <summary>Makes pictures of coloured patches, large and small.</summary>
    /// <param name="size">Their size in pixels.</param>
    public static AgreementFrames Random((int Height, int Width) size) => new(
        "random patches", [.. Enumerable.Range(0, Count).Select(i => Picture(size.Height, size.Width, new Random(Seed + i)))]);

    private static IEnumerable<int> Spread(int available)
    {
        int count = Math.Min(Count, available);
        return Enumerable.Range(0, count).Select(i => (int)((long)i * available / count));
    }

    private static Rgb24Image Picture(int height, int width, Random random)
    {
        Rgb24Image picture = new(height, width);
        byte[] color = new byte[3];
        for (int patch = 0; patch < Patches; patch++)
        {
            int side = Math.Max(1, height / (1 + (patch / 6)));
            (int top, int left) = (random.Next(-side / 2, height), random.Next(-side / 2, width));
            random.NextBytes(color);
            for (int row = Math.Max(top, 0); row < Math.Min(top + side, height); row++)
            {
                for (int column = Math.Max(left, 0); column < Math.Min(left + side, width); column++)
                {
                    color.CopyTo(picture.Pixels[(((row * width) + column) * 3)..]);
                }
            }
        }

        return picture;
    }
}
