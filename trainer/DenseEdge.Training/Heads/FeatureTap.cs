namespace DenseEdge.Training.Heads;

/// <summary>Where a loss on features takes the features of a task from.</summary>
public enum FeatureTap
{
    /// <summary>
    /// The last features of the task before the 1x1 convolution that predicts it: after the refinement, if the network has one.
    /// </summary>
    Refined,

    /// <summary>The features that the refinement reads: no gradient reaches the layers of another task.</summary>
    BeforeRefinement,
}
