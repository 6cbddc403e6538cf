using DenseEdge.Cameras.Addresses;
using DenseEdge.Imaging;

namespace DenseEdge.Cameras.Sources.Images;

/// <summary>The images that a path stands for, in order.</summary>
/// <param name="Files">At least one file.</param>
internal sealed record ImageList(IReadOnlyList<string> Files)
{
    /// <summary>Finds the images.</summary>
    /// <param name="path">A folder, an image, or numbered images (<c>frame_%04d.png</c>).</param>
    /// <exception cref="FileNotFoundException">There is no such file, or no image.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    internal static ImageList Find(string path)
    {
        if (Directory.Exists(path))
        {
            return NotEmpty(
                [.. Directory.EnumerateFiles(path).Where(ImageFile.HasImageExtension).Order(StringComparer.Ordinal)],
                $"Expected images ({string.Join(", ", ImageFile.Extensions)}) in '{path}', found none.");
        }

        if (NumberedName.TryParse(Path.GetFileName(path), out NumberedName? name) && !File.Exists(path))
        {
            return Numbered(path, name!);
        }

        return File.Exists(path)
            ? new ImageList([path])
            : throw new FileNotFoundException($"Expected a folder of images or an image, found no '{path}'.", path);
    }

    private static ImageList Numbered(string path, NumberedName name)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"Expected numbered images '{path}', found no folder '{folder}'.");
        }

        return NotEmpty(
            [.. Directory.EnumerateFiles(folder)
                .Select(file => (File: file, Number: name.NumberOf(Path.GetFileName(file))))
                .Where(found => found.Number is not null)
                .OrderBy(found => found.Number)
                .Select(found => found.File)],
            $"Expected numbered images '{path}', found none in '{folder}'.");
    }

    private static ImageList NotEmpty(IReadOnlyList<string> files, string fault)
        => files.Count > 0 ? new ImageList(files) : throw new FileNotFoundException(fault);
}
