using System.Text.Json.Serialization;
using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary>
/// One task of a data set: which it is, and how its labels are stored. The member <c>encoding</c> says the kind.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "encoding")]
[JsonDerivedType(typeof(IndexPngTask), "index_png")]
[JsonDerivedType(typeof(ColorPngTask), "color_png")]
[JsonDerivedType(typeof(DepthPngTask), "depth_png16")]
[JsonDerivedType(typeof(NormalsPngTask), "normals_rgb8")]
[JsonDerivedType(typeof(NpyTask), "npy")]
[JsonDerivedType(typeof(MaskPngTask), "mask_png")]
[JsonDerivedType(typeof(LabelChangesTask), "label_changes")]
[JsonDerivedType(typeof(LabelPositiveTask), "label_positive")]
public abstract record TaskDescriptor
{
    internal const string Encodings =
        "index_png, color_png, depth_png16, normals_rgb8, npy, mask_png, label_changes, label_positive";

    /// <summary>The task's key, such as <c>semseg</c>; see <see cref="TaskKinds"/>.</summary>
    public required string Task { get; init; }

    /// <summary>Whether samples without this label are all right.</summary>
    public bool Optional { get; init; }

    /// <summary>The task.</summary>
    /// <exception cref="FormatException">No task has this key.</exception>
    [JsonIgnore]
    public TaskKind Kind => TaskKinds.Parse(Task);

    /// <summary>The label's path with <c>{id}</c>; null if the label is derived from another task's.</summary>
    internal abstract string? LabelFile { get; }

    /// <summary>The tasks that this encoding can hold.</summary>
    private protected abstract IReadOnlyList<TaskKind> Kinds { get; }

    internal IEnumerable<string> Faults(FolderDescriptor descriptor)
    {
        if (TaskKinds.All.All(kind => kind.Key() != Task))
        {
            yield return $"expected a task ({string.Join(", ", TaskKinds.All.Select(TaskKinds.Key))})";
            yield break;
        }

        if (!Kinds.Contains(Kind))
        {
            yield return $"this encoding holds {string.Join(", ", Kinds.Select(TaskKinds.Key))}";
        }

        if (LabelFile is { } file && !file.Contains(SamplePath.Placeholder, StringComparison.Ordinal))
        {
            yield return $"file: expected a path with {SamplePath.Placeholder}, found '{file}'";
        }

        foreach (string fault in OwnFaults(descriptor))
        {
            yield return fault;
        }
    }

    /// <summary>Makes what reads the labels.</summary>
    internal abstract TaskReader Reader(FolderDescriptor descriptor);

    private protected virtual IEnumerable<string> OwnFaults(FolderDescriptor descriptor) => [];
}
