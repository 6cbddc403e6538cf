using DenseEdge.Contracts;

namespace DenseEdge.Bundles.Golden;

/// <summary>How far another precision or engine may be off the expected outputs in any frame. The defaults are about twice the worst
/// frame of trained models in FP16 and INT8 against FP32, and below what a model showed that was run wrongly: docs/bundles.md has
/// the figures.</summary>
public sealed record GoldenTolerances
{
    /// <summary>Share of pixels whose class changed, 0 to 1.</summary>
    /// <value>Default: 0.1.</value>
    public double ChangedLabels { get; init; } = 0.1;

    /// <summary>Mean over the pixels of |found − expected| / expected depth.</summary>
    /// <value>Default: 0.04.</value>
    public double RelativeDepth { get; init; } = 0.04;

    /// <summary>Mean angle between the normals, in degrees.</summary>
    /// <value>Default: 5.</value>
    public double AngleDegrees { get; init; } = 5;

    /// <summary>Mean absolute difference of probabilities.</summary>
    /// <value>Default: 0.04.</value>
    public double Probability { get; init; } = 0.04;

    /// <summary>Gets the limit of a task.</summary>
    /// <param name="task">The task.</param>
    public double Of(TaskKind task) => task switch
    {
        TaskKind.Depth => RelativeDepth,
        TaskKind.SurfaceNormals => AngleDegrees,
        TaskKind.Boundaries or TaskKind.Saliency => Probability,
        _ => ChangedLabels,
    };
}
