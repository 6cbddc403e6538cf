namespace DenseEdge.Training.Contrast;

/// <summary>
/// The contrastive regulariser and its ablations. A0 to A7 are the names of the ablations in the documents and on the command
/// line.
/// </summary>
public enum ContrastMode
{
    /// <summary>A0: no regulariser. Nothing of it is computed or kept.</summary>
    Off,

    /// <summary>
    /// A1: triplets by the task's own labels. The control that shows how much of a gain is due to the other task.
    /// </summary>
    SelfSource,

    /// <summary>
    /// A2, the method: in every step each task gets triplets by the labels of one other task, drawn at random; every ordered
    /// pair of tasks has its own projector.
    /// </summary>
    CrossTask,

    /// <summary>A3: in every step each task gets triplets by the labels of every other task; their losses are added.</summary>
    AllSources,

    /// <summary>A4: as the method, but a task has one projector, whatever the source.</summary>
    ProjectorPerTarget,

    /// <summary>A4 without any projector: the distances are those of the task's own features, brought to unit length.</summary>
    NoProjector,

    /// <summary>
    /// A5: the pairs of the method, but a supervised InfoNCE loss over all positives and negatives of a pixel in place of
    /// triplets. Where the source has classes, half of the pixels are ones that the network gets wrong.
    /// </summary>
    InfoNce,

    /// <summary>
    /// A6: as <see cref="InfoNce"/>, with pixels of earlier steps as further positives and negatives. Sources with classes
    /// only: a remembered pixel is known by its class.
    /// </summary>
    InfoNceMemory,

    /// <summary>
    /// A7, the usual guess of the method: a pixel's features in two tasks are drawn together and away from the other pixels of
    /// the image. The source's features take part, without gradient; its labels decide only which pixels count.
    /// </summary>
    SamePixel,
}
