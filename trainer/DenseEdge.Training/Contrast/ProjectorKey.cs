using DenseEdge.Contracts;

namespace DenseEdge.Training.Contrast;

/// <summary>Which projector is meant.</summary>
/// <param name="Target">The task whose features it reads.</param>
/// <param name="Source">The task whose labels guide it; null if one serves all sources.</param>
internal readonly record struct ProjectorKey(TaskKind Target, TaskKind? Source)
{
    /// <summary>The name in checkpoints.</summary>
    public string Name => $"{Target.Key()}_from_{Source?.Key() ?? "any"}";
}
