using DenseEdge.Data.Mat;

namespace DenseEdge.Data.Folder;

/// <summary>Tells which pixels of a sample count.</summary>
internal sealed class LabelMaskReader(LabelMask mask, FolderDescriptor descriptor)
{
    private readonly HashSet<int> _values = [.. mask.Values];

    /// <summary>Gets [H, W] of the wanted size, true where a pixel counts.</summary>
    /// <exception cref="InvalidDataException">The file is missing or wrong; the message names it.</exception>
    internal bool[] Read(string id, int height, int width)
    {
        string file = SamplePath.Of(descriptor.Root, mask.File, id);
        if (!File.Exists(file))
        {
            throw new InvalidDataException($"The labels '{file}' that say where normals count do not exist (sample '{id}').");
        }

        MatNumeric labels = MatFile.ReadVariable(file, mask.Variable).Numbers;
        if (labels.Shape.Count != 2 || labels.Count == 0)
        {
            throw new InvalidDataException(
                $"{labels.Place} has the shape [{string.Join(", ", labels.Shape)}], expected [H, W].");
        }

        bool[] keep = Array.ConvertAll(labels.ToInt32s(), _values.Contains);
        return NearestPixels.Resize(keep, labels.Shape[0], labels.Shape[1], height, width, channels: 1);
    }
}
