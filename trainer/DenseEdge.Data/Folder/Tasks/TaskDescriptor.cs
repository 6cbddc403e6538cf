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
[JsonDerivedType(typeof(MatTask), "mat")]
[JsonDerivedType(typeof(MaskPngTask), "mask_png")]
[JsonDerivedType(typeof(LabelChangesTask), "label_changes")]
[JsonDerivedType(typeof(LabelPositiveTask), "label_positive")]
[JsonDerivedType(typeof(LabelContoursTask), "label_contours")]
[JsonDerivedType(typeof(VocPartsTask), "voc_parts")]
public abstract record TaskDescriptor
{
    internal const string Encodings =
        "index_png, color_png, depth_png16, normals_rgb8, npy, mat, mask_png, label_changes, label_positive, "
        + "label_contours, voc_parts";

    /// <summary>The task's key, such as <c>semseg</c>; see <see cref="TaskKinds"/>.</summary>
    public required string Task { get; init; }

    /// <summary>Whether samples without this label are all right.</summary>
    public bool Optional { get; init; }

    /// <summary>
    /// Whether a label of another size than its image is brought to the image's size, each pixel from the nearest one.
    /// </summary>
    /// <value>False: such a label is an error.</value>
    public bool Resize { get; init; }

    /// <summary>The task.</summary>
    /// <exception cref="FormatException">No task has this key.</exception>
    [JsonIgnore]
    public TaskKind Kind => TaskKinds.Parse(Task);

    /// <summary>The label's path with <c>{id}</c>; null if the label is derived from another task's.</summary>
    internal abstract string? LabelFile { get; }

    /// <summary>Every place where the label may be, the preferred one first.</summary>
    internal virtual IReadOnlyList<string> LabelFiles => LabelFile is { } file ? [file] : [];

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

        foreach (string file in LabelFiles.Where(file => !SamplePath.HasPlaceholder(file)))
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
