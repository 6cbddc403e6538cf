namespace DenseEdge.Training.Network;

/// <summary>What stands between the features of a task and its prediction.</summary>
public enum RefinementKind
{
    /// <summary>Nothing: the multi-task FCN baseline.</summary>
    None,

    /// <summary>Adaptive task-relational context: attention between tasks, by a genotype.</summary>
    Atrc,
}
