using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Folder;

/// <summary>One split of a data set on disk, as its descriptor says. Labels are read when a sample is loaded.</summary>
public sealed class FolderDataset : ISampleSource
{
    private readonly IReadOnlyList<TaskReader> _readers;

    private FolderDataset(FolderDescriptor descriptor, string split, IReadOnlyList<string> ids)
    {
        Descriptor = descriptor;
        Split = split;
        Ids = ids;
        TaskReader[] readers = [.. descriptor.Tasks.Select(task => task.Reader(descriptor))];
        Tasks = [.. readers.Select(reader => reader.Spec)];
        _readers = [.. readers.OrderBy(reader => reader.NeedsOtherLabels)];
    }

    /// <summary>The data set.</summary>
    public FolderDescriptor Descriptor { get; }

    /// <summary>The split's name.</summary>
    public string Split { get; }

    /// <summary>The samples' names, in order.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TaskSpec> Tasks { get; }

    /// <inheritdoc/>
    public int Count => Ids.Count;

    /// <summary>The readers, in the order in which labels are read.</summary>
    internal IReadOnlyList<TaskReader> Readers => _readers;

    /// <summary>Opens a split of a data set.</summary>
    /// <param name="path">
    /// A descriptor (<c>.json</c>), or a data folder: with a <c>denseedge.json</c> in it, or one of the known data
    /// sets.
    /// </param>
    /// <param name="split">The split's name, such as <c>train</c>.</param>
    /// <exception cref="InvalidDataException">
    /// There is no descriptor, it has faults, or it has no such split or an empty one; the message names the file.
    /// </exception>
    public static FolderDataset Open(string path, string split) => Open(FolderDescriptor.Find(path), split);

    /// <summary>Opens a split of a data set.</summary>
    /// <param name="descriptor">The data set.</param>
    /// <param name="split">The split's name, such as <c>train</c>.</param>
    /// <exception cref="InvalidDataException">There is no such split, or it is empty.</exception>
    public static FolderDataset Open(FolderDescriptor descriptor, string split)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(split);
        IReadOnlyList<string> ids = WithPersons(descriptor, split, SplitIds.Of(descriptor, split));
        return ids.Count > 0
            ? new FolderDataset(descriptor, split, ids)
            : throw new InvalidDataException(
                $"Split '{split}' of data set '{descriptor.Name}' in '{descriptor.Root}' is empty.");
    }

    /// <inheritdoc/>
    public DenseSample Load(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        DenseSample sample = LoadImage(Ids[index]);
        foreach (TaskReader reader in _readers)
        {
            sample = reader.Read(sample);
        }

        return sample;
    }

    /// <summary>
    /// Body parts alone can't be learnt from images without persons: with no other task these are left out, as in the
    /// benchmark's own loaders.
    /// </summary>
    private static IReadOnlyList<string> WithPersons(FolderDescriptor descriptor, string split, IReadOnlyList<string> ids)
    {
        if (descriptor.Tasks is not [VocPartsTask parts])
        {
            return ids;
        }

        IReadOnlyDictionary<string, IReadOnlyList<int>> objects = ObjectList.Of(descriptor, parts, split, ids);
        return [.. ids.Where(id => objects[id].Contains(VocParts.Person))];
    }

    /// <summary>Reads a sample without its labels.</summary>
    internal DenseSample LoadImage(string id)
    {
        string file = SamplePath.Of(Descriptor.Root, Descriptor.Images, id);
        return File.Exists(file)
            ? new DenseSample
            {
                Id = id,
                Image = ImageFile.HasImageExtension(file) ? ImageFile.Read(file) : ArrayImage.Read(file),
            }
            : throw new InvalidDataException($"The image '{file}' does not exist (sample '{id}').");
    }
}
