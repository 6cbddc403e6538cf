using System.Text.Json.Serialization;

namespace DenseEdge.Data.Folder;

/// <summary>
/// What a data set on disk looks like: the content of a <c>denseedge.json</c>. Paths are relative to the data folder,
/// and
/// <c>{id}</c> stands for a sample's name. The README beside the shipped descriptors shows every member.
/// </summary>
public sealed record FolderDescriptor
{
    /// <summary>The data set's name.</summary>
    public required string Name { get; init; }

    /// <summary>What people should know: where it comes from, under which licence.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>The images' path, such as <c>images/{id}.jpg</c>.</summary>
    public required string Images { get; init; }

    /// <summary>The size that every image has in the complete data set; another one is worth a warning.</summary>
    /// <value>Null: not known, or mixed sizes.</value>
    public ImageSize? ImageSize { get; init; }

    /// <summary>The splits by name, such as <c>train</c> and <c>test</c>.</summary>
    public required IReadOnlyDictionary<string, SplitDescriptor> Splits { get; init; }

    /// <summary>The tasks in the order of the network's heads.</summary>
    public required IReadOnlyList<TaskDescriptor> Tasks { get; init; }

    /// <summary>The image size to train with.</summary>
    /// <value>Null: the data set has no advice.</value>
    public NetworkInput? NetworkInput { get; init; }

    /// <summary>The distances that matter, for the depth task.</summary>
    /// <value>Null: the data set has no advice.</value>
    public DepthRange? DepthRangeMeters { get; init; }

    /// <summary>The data folder.</summary>
    /// <value>
    /// In a file: relative to the descriptor; unless given, the descriptor's own folder. Once read: a full path.
    /// </value>
    public string Root { get; init; } = string.Empty;

    /// <summary>The file that the descriptor was read from; empty if it was made in memory.</summary>
    [JsonIgnore]
    public string File { get; init; } = string.Empty;

    /// <summary>
    /// Reads the descriptor of a data folder. A path to a <c>.json</c> file is read as it is. For a folder the file
    /// <c>denseedge.json</c> in it is read, or else a shipped descriptor that fits the folder.
    /// </summary>
    /// <param name="path">A descriptor or a data folder.</param>
    /// <exception cref="InvalidDataException">
    /// There is none, or it has faults; the message names the file and lists every fault that was found.
    /// </exception>
    public static FolderDescriptor Find(string path) => DescriptorFile.Find(path);

    /// <summary>Lists every fault of the descriptor itself; files are not looked at. Empty if there is none.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (!SamplePath.HasPlaceholder(Images))
        {
            faults.Add($"images: expected a path with {SamplePath.Placeholder}, found '{Images}'");
        }

        if (Splits.Count == 0)
        {
            faults.Add("splits: expected at least one");
        }

        if (Tasks.Count == 0)
        {
            faults.Add("tasks: expected at least one");
        }

        if (NetworkInput is { Height: < 1 } or { Width: < 1 })
        {
            faults.Add($"network_input: expected sides above 0, found {NetworkInput.Height}x{NetworkInput.Width}");
        }

        if (DepthRangeMeters is { } range && !(range.Near >= 0 && range.Far > range.Near))
        {
            faults.Add($"depth_range_meters: expected 0 <= near < far, found {range.Near} and {range.Far}");
        }

        foreach ((string name, SplitDescriptor split) in Splits)
        {
            faults.AddRange(split.Faults(this).Select(fault => $"splits.{name}: {fault}"));
        }

        for (int i = 0; i < Tasks.Count; i++)
        {
            faults.AddRange(Tasks[i].Faults(this).Select(fault => $"tasks[{i}] ({Tasks[i].Task}): {fault}"));
        }

        IEnumerable<IGrouping<string, TaskDescriptor>> same = Tasks.GroupBy(task => task.Task).Where(g => g.Count() > 1);
        faults.AddRange(same.Select(group => $"tasks: {group.Key} stands there twice"));
        return faults;
    }
}
