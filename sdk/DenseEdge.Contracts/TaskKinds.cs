using System.Diagnostics;

namespace DenseEdge.Contracts;

/// <summary>The keys of the tasks in files, checkpoints and ONNX graphs: the reference implementation's
/// names.</summary>
public static class TaskKinds
{
    /// <summary>Every task, in the fixed order that the benchmarks use.</summary>
    public static IReadOnlyList<TaskKind> All { get; } =
    [
        TaskKind.SemanticSegmentation, TaskKind.HumanParts, TaskKind.Saliency,
        TaskKind.Depth, TaskKind.SurfaceNormals, TaskKind.Boundaries,
    ];

    /// <summary>Gets the key of a task, such as <c>semseg</c>.</summary>
    /// <param name="kind">The task.</param>
    public static string Key(this TaskKind kind) => kind switch
    {
        TaskKind.SemanticSegmentation => "semseg",
        TaskKind.Depth => "depth",
        TaskKind.SurfaceNormals => "normals",
        TaskKind.Boundaries => "edge",
        TaskKind.HumanParts => "human_parts",
        TaskKind.Saliency => "sal",
        _ => throw new UnreachableException($"Unknown task {kind}."),
    };

    /// <summary>Gets the words for a task in pictures and tables, such as "surface normals".</summary>
    /// <param name="kind">The task.</param>
    public static string Title(this TaskKind kind) => kind switch
    {
        TaskKind.SemanticSegmentation => "segmentation",
        TaskKind.Depth => "depth",
        TaskKind.SurfaceNormals => "surface normals",
        TaskKind.Boundaries => "boundaries",
        TaskKind.HumanParts => "body parts",
        TaskKind.Saliency => "saliency",
        _ => throw new UnreachableException($"Unknown task {kind}."),
    };

    /// <summary>Tells whether the task assigns one of several named classes to each pixel.</summary>
    /// <param name="kind">The task.</param>
    public static bool HasClasses(this TaskKind kind) => kind is TaskKind.SemanticSegmentation or TaskKind.HumanParts;

    /// <summary>Finds the task of a key.</summary>
    /// <param name="key">A key, such as <c>semseg</c>.</param>
    /// <exception cref="FormatException">No task has this key; the message lists those that exist.</exception>
    public static TaskKind Parse(string key)
    {
        foreach (TaskKind kind in All)
        {
            if (string.Equals(kind.Key(), key, StringComparison.Ordinal))
            {
                return kind;
            }
        }

        throw new FormatException($"Expected a task ({string.Join(", ", All.Select(Key))}), found '{key}'.");
    }
}
