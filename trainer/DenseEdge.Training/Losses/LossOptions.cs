using DenseEdge.Contracts;

namespace DenseEdge.Training.Losses;

/// <summary>How much each task and each kind of prediction counts. The defaults are the paper's.</summary>
public sealed record LossOptions
{
    /// <summary>Weight of semantic segmentation.</summary>
    /// <value>Default: 1.</value>
    public double SegmentationWeight { get; init; } = 1;

    /// <summary>Weight of human parts.</summary>
    /// <value>Default: 2.</value>
    public double HumanPartsWeight { get; init; } = 2;

    /// <summary>Weight of saliency.</summary>
    /// <value>Default: 5.</value>
    public double SaliencyWeight { get; init; } = 5;

    /// <summary>Weight of surface normals.</summary>
    /// <value>Default: 10.</value>
    public double NormalsWeight { get; init; } = 10;

    /// <summary>Weight of depth, whose loss is in metres.</summary>
    /// <value>Default: 1.</value>
    public double DepthWeight { get; init; } = 1;

    /// <summary>Weight of boundaries.</summary>
    /// <value>Default: 50.</value>
    public double BoundariesWeight { get; init; } = 50;

    /// <summary>Weight of a boundary pixel against 1 less it for any other pixel, 0 to 1.</summary>
    /// <value>Default: 0.8, the value for NYUD-v2; 0.95 is the value for PASCAL-Context.</value>
    public double BoundaryPositiveWeight { get; init; } = 0.8;

    /// <summary>
    /// Whether saliency weighs the two classes of each batch against each other. Without, the probabilities are calibrated, so
    /// that a cut at 0.5 is the best one.
    /// </summary>
    /// <value>Default: true, as in the paper's code.</value>
    public bool SaliencyBalance { get; init; } = true;

    /// <summary>Factor of all auxiliary losses, on top of the weight of the task.</summary>
    /// <value>Default: 1.</value>
    public double AuxiliaryFactor { get; init; } = 1;

    /// <summary>
    /// Whether auxiliary losses are computed at the features' size, against every fourth or so label pixel, in place of the
    /// input's size. Much faster, because auxiliary predictions have many channels, and hardly different: they are smooth.
    /// </summary>
    /// <value>Default: false, as in the paper's code.</value>
    public bool AuxiliaryAtFeatureSize { get; init; }

    /// <summary>
    /// How much a pixel of each class counts in the cross entropy of a task, by task key, such as
    /// <see cref="ClassBalance.Weights"/> computes it.
    /// </summary>
    /// <value>Default: empty, every pixel counts 1, as in the paper's code.</value>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> ClassWeights { get; init; } =
        new Dictionary<string, IReadOnlyList<double>>();

    /// <summary>Gets the weight of a task.</summary>
    /// <param name="task">The task.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such task.</exception>
    public double Weight(TaskKind task) => task switch
    {
        TaskKind.SemanticSegmentation => SegmentationWeight,
        TaskKind.HumanParts => HumanPartsWeight,
        TaskKind.Saliency => SaliencyWeight,
        TaskKind.SurfaceNormals => NormalsWeight,
        TaskKind.Depth => DepthWeight,
        TaskKind.Boundaries => BoundariesWeight,
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "Expected a task."),
    };

    /// <summary>Returns these options, or says everything that is wrong with them at once.</summary>
    /// <exception cref="ArgumentException">A weight is negative or not a number, or the boundary weight is not in 0 to 1.</exception>
    public LossOptions Validated()
    {
        List<string> faults = [.. Faults()];
        return faults.Count == 0 ? this : throw new ArgumentException($"Loss options: {string.Join(" ", faults)}");
    }

    /// <summary>Everything that is wrong with these options, a sentence each.</summary>
    internal IEnumerable<string> Faults()
    {
        foreach (TaskKind task in TaskKinds.All.Where(task => !(Weight(task) >= 0 && double.IsFinite(Weight(task)))))
        {
            yield return $"The weight of {task.Key()} must be a number of at least 0, got {Weight(task)}.";
        }

        if (!(BoundaryPositiveWeight is >= 0 and <= 1))
        {
            yield return $"{nameof(BoundaryPositiveWeight)} must be 0 to 1, got {BoundaryPositiveWeight}.";
        }

        if (!(AuxiliaryFactor >= 0 && double.IsFinite(AuxiliaryFactor)))
        {
            yield return $"{nameof(AuxiliaryFactor)} must be a number of at least 0, got {AuxiliaryFactor}.";
        }
    }
}
