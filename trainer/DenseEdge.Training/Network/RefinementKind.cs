namespace DenseEdge.Training.Network;

/// <summary>What stands between the features of a task and its prediction.</summary>
public enum RefinementKind
{
    /// <summary>Nothing: the multi-task FCN baseline.</summary>
    None,

    /// <summary>Adaptive task-relational context: attention between tasks, by a genotype.</summary>
    Atrc,

    /// <summary>Multi-modal distillation as in PAD-Net: initial predictions, and gated messages between all tasks.</summary>
    PadNet,

    /// <summary>Cross-stitch units: learned linear mixtures of the tasks' features.</summary>
    CrossStitch,
}
