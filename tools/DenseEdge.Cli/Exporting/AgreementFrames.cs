using DenseEdge.Cli.Running;
using DenseEdge.Contracts;

namespace DenseEdge.Cli.Exporting;

/// <summary>The frames on which an exported model is compared with the plain one.</summary>
/// <param name="Name">What they are, for reports.</param>
/// <param name="Frames">The frames.</param>
internal sealed record AgreementFrames(string Name, IReadOnlyList<Rgb24Image> Frames)
{
    private const int Count = 3;
    private const int Patches = 60;
    private const int Seed = 1;

    /// <summary>Takes images of a data set, spread over its test split.</summary>
    /// <param name="data">The data set.</param>
    public static AgreementFrames Of(DataSplits data)
    {
        ArgumentNullException.ThrowIfNull(data);
        int count = Math.Min(Count, data.Test.Count);
        return new AgreementFrames(
            $"{data.Name}, test split",
            [.. Enumerable.Range(0, count).Select(i => data.Test.Load((int)((long)i * data.Test.Count / count)).Image)]);
    }

    /// <summary>Makes pictures of coloured patches, large and small.</summary>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    public static AgreementFrames Random(int height, int width)
        => new("random patches", [.. Enumerable.Range(0, Count).Select(i => Picture(height, width, new Random(Seed + i)))]);

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
