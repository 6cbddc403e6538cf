using DenseEdge.Contracts;
using static TorchSharp.torch;

namespace DenseEdge.Training.Heads;

/// <summary>
/// The head of ATRC with a known genotype: a coarse auxiliary prediction only where a context needs one.
/// </summary>
internal sealed class RelationalContextHead : ContextHead<RelationalContextModule>
{
    /// <summary>Makes a head.</summary>
    /// <param name="tasks">The tasks, in the genotype's order.</param>
    /// <param name="genotype">The context type of every pair of tasks.</param>
    /// <param name="inChannels">Channels of the fused features.</param>
    /// <param name="taskChannels">Channels of the features of each task (C).</param>
    /// <param name="contextChannels">Channels of queries, keys and values (D).</param>
    public RelationalContextHead(
        IReadOnlyList<TaskSpec> tasks, Genotype genotype, long inChannels, long taskChannels, long contextChannels)
        : base(
            nameof(RelationalContextHead),
            tasks,
            [.. tasks.Where(task => genotype.TasksWithAuxiliaryHead.Contains(task.Kind))],
            inChannels,
            taskChannels,
            () => new RelationalContextModule(genotype, taskChannels, contextChannels))
    {
    }

    /// <inheritdoc/>
    public override HeadOutput Predict(IReadOnlyDictionary<TaskKind, Tensor> features, Tensor? validPixels)
        => Predict(features, validPixels, Relations.call);
}
