using System.Collections.Concurrent;

namespace DenseEdge.Data.Folder;

/// <summary>Compares the sizes of images with the one that the complete data set has. Safe from several threads.</summary>
/// <param name="expected">The size; null to compare nothing.</param>
internal sealed class ImageSizeCheck(ImageSize? expected)
{
    private readonly ConcurrentDictionary<ImageSize, (int Count, string Example)> _others = new();

    /// <summary>Adds an image.</summary>
    internal void Add(string file, int height, int width)
    {
        var size = new ImageSize(height, width);
        if (expected is not null && size != expected)
        {
            _others.AddOrUpdate(size, (1, file), (_, old) => (old.Count + 1, old.Example));
        }
    }

    /// <summary>Tells which other sizes there were.</summary>
    internal IEnumerable<DatasetProblem> Problems(FolderDescriptor descriptor)
    {
        foreach ((ImageSize size, (int count, string example)) in _others)
        {
            string known = (size.Height, size.Width) switch
            {
                (480, 640) => "; this is the size of the Google Drive version (layout B) and of the raw data",
                (425, 560) => "; this is the size of the versions of ATRC and ASTMT (layouts A and C)",
                _ => string.Empty,
            };
            yield return new DatasetProblem(
                false,
                example,
                $"'{example}': {count} images are {size.Height}x{size.Width} pixels (height x width), {descriptor.Name} has "
                + $"{expected!.Height}x{expected.Width}{known}.");
        }
    }
}
