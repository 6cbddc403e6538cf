using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Pipeline.Degradation;

/// <summary>Something that a pipeline gives up to be faster or cooler: the heads of some tasks, or the model in favour of a
/// smaller one.</summary>
public sealed record DegradationStep
{
    private DegradationStep(TaskSet tasks, string? modelPath, PredictorOptions? options)
    {
        DroppedTasks = tasks;
        ModelPath = modelPath;
        Options = options;
    }

    /// <summary>The tasks that are not computed any more; empty for a step to another model.</summary>
    public TaskSet DroppedTasks { get; }

    /// <summary>The model that takes over; null for a step that drops heads.</summary>
    public string? ModelPath { get; }

    /// <summary>How <see cref="ModelPath"/> is run; null for the defaults.</summary>
    public PredictorOptions? Options { get; }

    /// <summary>Stops computing some tasks. Where the graph has heads that can be left out, their time is saved.</summary>
    /// <param name="tasks">The tasks, at least one.</param>
    /// <exception cref="ArgumentException">There is no task.</exception>
    public static DegradationStep DropHeads(params ReadOnlySpan<TaskKind> tasks)
        => tasks.IsEmpty
            ? throw new ArgumentException("Expected at least one task to drop, got none.", nameof(tasks))
            : new DegradationStep(TaskSet.Of(tasks), null, null);

    /// <summary>Goes on with another model: a smaller input or a smaller network. It is loaded together with the pipeline, so that
    /// the step takes no time; its results have its own size.</summary>
    /// <param name="path">Path of an ONNX file that DenseEdge exported.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static DegradationStep UseModel(string path, PredictorOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new DegradationStep(TaskSet.None, path, options);
    }

    /// <summary>Such as <c>drop normals,edge</c> or <c>model small.onnx</c>.</summary>
    public override string ToString() => ModelPath is null ? $"drop {DroppedTasks}" : $"model {Path.GetFileName(ModelPath)}";
}
