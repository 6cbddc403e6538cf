using DenseEdge.Contracts;

namespace DenseEdge.Bundles.Golden;

/// <summary>How far another precision or engine may be off the expected outputs in any frame. The defaults are three times what
/// trained models showed between FP32, FP16 and INT8 (docs/bundles.md has the figures), and far below what a broken
/// model shows.</summary>
public sealed record GoldenTolerances
{
    /// <summary>Share of pixels whose class changed, 0 to 1.</summary>
    /// <value>Default: 0.08.</value>
    public double ChangedLabels { get; init; } = 0.08;

    /// <summary>Mean over the pixels of |found − expected| / expected depth.</summary>
    /// <value>Default: 0.06.</value>
    public double RelativeDepth { get; init; } = 0.06;

    /// <summary>Mean angle between the normals, in degrees.</summary>
    /// <value>Default: 3.</value>
    public double AngleDegrees { get; init; } = 3;

    /// <summary>Mean absolute difference of probabilities.</summary>
    /// <value>Default: 0.03.</value>
    public double Probability { get; init; } = 0.03;

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
