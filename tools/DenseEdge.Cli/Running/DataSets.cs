using DenseEdge.Contracts;
using DenseEdge.Data.Folder;
using DenseEdge.Data.Synthetic;

namespace DenseEdge.Cli.Running;

/// <summary>Opens what a user names as data.</summary>
internal static class DataSets
{
    /// <summary>The name of the rooms that are made on the spot.</summary>
    public const string Synthetic = "synthetic";

    private const int SyntheticTrainImages = 800;
    private const int SyntheticTestImages = 100;
    private const int SyntheticHeight = 192;
    private const int SyntheticWidth = 256;

    // Decoded samples are kept up to this size; the rest is read again in every epoch.
    private const long CacheBytes = 900_000_000;

    /// <summary>Opens a data set.</summary>
    /// <param name="argument"><see cref="Synthetic"/>, a data folder or a descriptor.</param>
    /// <param name="size">The network's input; the size of synthetic images. Null for the recommended one.</param>
    /// <param name="display">Shows the making of synthetic images; null to make each when it is first needed.</param>
    /// <exception cref="InvalidDataException">The data set has faults; the message names the file.</exception>
    public static DataSplits Open(string argument, (int Height, int Width)? size, ProgressDisplay? display = null)
    {
        if (argument == Synthetic)
        {
            return OpenSynthetic(size ?? (SyntheticHeight, SyntheticWidth), display);
        }

        FolderDescriptor descriptor = FolderDescriptor.Find(argument);
        FolderDataset train = FolderDataset.Open(descriptor, "train");
        (int Height, int Width) input = descriptor.NetworkInput is { } recommended
            ? (recommended.Height, recommended.Width)
            : RoundedSize(train.Load(0).Image);
        return new DataSplits(
            descriptor.Name,
            Path.GetFullPath(argument),
            descriptor.Root,
            new CachedSource(train, CacheBytes),
            FolderDataset.Open(descriptor, "test"),
            input,
            descriptor.DepthRangeMeters is { } range ? (range.Near, range.Far) : null);
    }

    private static DataSplits OpenSynthetic((int Height, int Width) size, ProgressDisplay? display)
    {
        SyntheticRooms Rooms(SyntheticSplit split, int count) =>
            new(new SyntheticRoomsOptions { Height = size.Height, Width = size.Width, Count = count, Split = split });

        CachedSource train = new(Rooms(SyntheticSplit.Train, SyntheticTrainImages), CacheBytes);
        if (display is not null)
        {
            Render(train, display);
        }

        return new DataSplits(
            "synthetic-rooms", Synthetic, null, train, Rooms(SyntheticSplit.Test, SyntheticTestImages), size, (0.5, 10));
    }

    private static void Render(CachedSource source, ProgressDisplay display)
    {
        display.Begin("rooms");
        int done = 0;
        System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
        Parallel.For(0, source.Count, index =>
        {
            source.Load(index);
            int count = Interlocked.Increment(ref done);
            display.Update(
                (double)count / source.Count,
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"image {count}/{source.Count}  {count / clock.Elapsed.TotalSeconds:F0} images/s"));
        });
    }

    // The backbones halve five times: multiples of 32 near the images' own size, at most about 0.1 megapixels.
    private static (int Height, int Width) RoundedSize(Rgb24Image image)
    {
        const double Pixels = 100_000;
        const int Step = 32;
        double scale = Math.Min(1, Math.Sqrt(Pixels / ((double)image.Height * image.Width)));
        int Rounded(int side) => Math.Max(Step, (int)Math.Round(side * scale / Step) * Step);
        return (Rounded(image.Height), Rounded(image.Width));
    }
}
